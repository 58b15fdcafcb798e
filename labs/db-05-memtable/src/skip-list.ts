/**
 * SkipList: keys in order, kept so by chance.
 *
 *     level 2   head ────────────────────▶ 30 ──────────────▶ end
 *     level 1   head ───────▶ 12 ────────▶ 30 ───────▶ 41 ──▶ end
 *     level 0   head ─▶ 7 ──▶ 12 ──▶ 25 ─▶ 30 ─▶ 38 ─▶ 41 ──▶ end
 *
 * A sorted list with faster lists above it. A search goes along the highest level as long as what
 * comes is before the target, then down one, and so on. A quarter of the towers of a level reach
 * the next, so that n keys have about log4(n) levels, and a search compares with about four on
 * each: 2 log2(n) comparisons. Nothing is ever moved or rebuilt, so a place in the list stays one
 * whatever is added around it.
 *
 *     links   │ head  0 → → … → │ 7  0 → │ 30  1 → → → │ 12  2 → → │ …      one Int32Array, the towers as they came:
 *     keys    │ 7 │ 30 │ 12 │ …                                              place of the key, then a link per level
 *
 * A tower is named by where it begins in `links`. The head begins at 0, and no link leads to it: so
 * 0 is also the end.
 *
 * Invariants: the keys of each level are in order, no two are equal. A tower of a level is on all
 * levels below.
 *
 * Source: Pugh, "Skip Lists: A Probabilistic Alternative to Balanced Trees" (1990), figures 1 to 5;
 * LevelDB db/skiplist.h (12 levels, a branching of 4, no links backwards).
 *
 * Left out: removal, which a memtable has no use for; readers in other threads; not comparing
 * again, one level down, with the tower that ended the level above (6 % of the comparisons).
 */
import { NotImplemented, type Random } from "@labs/machine";

/** A place among the keys of a list. Not valid at first, and after a step over either end. */
export interface SkipListCursor<Key> {
  /** Whether it stands at a key. If not, `key`, `next` and `prev` are bugs (InvariantError). */
  readonly isValid: boolean;
  /** The key it stands at. */
  readonly key: Key;
  /** To the first key that is not before `target`; not valid where there is none. */
  seek(target: Key): void;
  /** To the first key; not valid where there is none. */
  seekToFirst(): void;
  /** To the last key, without a comparison; not valid where there is none. */
  seekToLast(): void;
  /** To the key behind, without a comparison; not valid behind the last. */
  next(): void;
  /** To the key before, at the cost of a `seek` at most; not valid before the first. */
  prev(): void;
}

/**
 * Keys in order, without equals, of any type but undefined. Of n keys, `insert`, `seek` and `prev` cost 3 log2(n) + 6
 * comparisons at most on average over many, in whatever order the keys came.
 */
export class SkipList<Key> {
  /**
   * An empty list.
   *
   * @param compare below zero, zero or above it, as `a` comes before `b`, is equal, or comes
   * behind: a total order
   * @param random draws heights from 1 to 12: each is one more with probability 1/4; whatever it
   * draws, every answer is the same
   * @step 2
   */
  constructor(compare: (a: Key, b: Key) => number, random: Random) {
    throw new NotImplemented("db-05 step 2: SkipList.constructor");
  }

  /**
   * How many keys there are.
   *
   * @step 2
   */
  get length(): number {
    throw new NotImplemented("db-05 step 2: SkipList.length");
  }

  /**
   * How many bytes the links and the places of the keys take, as far as they are in use: 4 to 72
   * for each key, and up to 1,024 for the list. Here 4 for each number in `links`, and 8 for each
   * key.
   *
   * @step 2
   */
  get memoryBytes(): number {
    throw new NotImplemented("db-05 step 2: SkipList.memoryBytes");
  }

  /**
   * Adds `key` (kept, not copied) at its place. A key that is equal to one that is there is a bug
   * (InvariantError).
   *
   * @step 2
   */
  insert(key: Key): void {
    throw new NotImplemented("db-05 step 2: SkipList.insert");
  }

  /**
   * A new cursor, not valid yet. Any number may be in use; each stays where it is, and stays right,
   * while keys are inserted.
   *
   * @step 2
   */
  cursor(): SkipListCursor<Key> {
    throw new NotImplemented("db-05 step 2: SkipList.cursor");
  }
}
