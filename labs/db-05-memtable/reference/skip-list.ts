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
import { assert, type Random } from "@labs/machine";

/**
 * Enough for 4^12 keys, 16 million.
 * @solution
 */
const HEIGHT_MAX = 12;
/** @solution */
const TOWERS_PER_HIGHER_TOWER = 4;
/** @solution */
const HEAD = 0;
/** @solution */
const END = 0;
/** @solution */
const FIRST_CAPACITY_LINKS = 256;

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
  /** @solution */
  readonly #towers: Towers<Key>;

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
    this.#towers = new Towers(compare, random);
  }

  /**
   * How many keys there are.
   *
   * @step 2
   */
  get length(): number {
    return this.#towers.length;
  }

  /**
   * How many bytes the links and the places of the keys take, as far as they are in use: 4 to 72
   * for each key, and up to 1,024 for the list. Here 4 for each number in `links`, and 8 for each
   * key.
   *
   * @step 2
   */
  get memoryBytes(): number {
    return this.#towers.memoryBytes;
  }

  /**
   * Adds `key` (kept, not copied) at its place. A key that is equal to one that is there is a bug
   * (InvariantError).
   *
   * @step 2
   */
  insert(key: Key): void {
    this.#towers.insert(key);
  }

  /**
   * A new cursor, not valid yet. Any number may be in use; each stays where it is, and stays right,
   * while keys are inserted.
   *
   * @step 2
   */
  cursor(): SkipListCursor<Key> {
    return new Cursor(this.#towers);
  }
}

/**
 * The towers, and the one search that everything here is made of.
 * @solution
 */
class Towers<Key> {
  readonly #compare: (a: Key, b: Key) => number;
  readonly #random: Random;
  #links = new Int32Array(FIRST_CAPACITY_LINKS);
  /** How much of `links` is in use. */
  #end = 1 + HEIGHT_MAX;
  readonly #keys: Key[] = [];
  /** How many levels a search begins with. */
  #height = 1;
  /** Where the last search went down on each level; the head on levels that no search has come to. */
  readonly #path = new Int32Array(HEIGHT_MAX);

  constructor(compare: (a: Key, b: Key) => number, random: Random) {
    this.#compare = compare;
    this.#random = random;
  }

  get length(): number {
    return this.#keys.length;
  }

  get memoryBytes(): number {
    return this.#end * Int32Array.BYTES_PER_ELEMENT + this.#keys.length * 8;
  }

  keyOf(tower: number): Key {
    return this.#keys[this.#links[tower]!]!;
  }

  /** The tower behind `tower` on level 0; the first one, behind the head. */
  after(tower: number): number {
    return this.#links[tower + 1]!;
  }

  /** The last tower whose key is before `target`; the head, where there is none. */
  before(target: Key): number {
    const links = this.#links;
    const keys = this.#keys;
    const compare = this.#compare;
    let tower = HEAD;
    for (let level = this.#height - 1; level >= 0; level--) {
      let next = links[tower + 1 + level]!;
      while (next !== END && compare(keys[links[next]!]!, target) < 0) {
        tower = next;
        next = links[tower + 1 + level]!;
      }
      this.#path[level] = tower;
    }
    return tower;
  }

  /** The last tower; the head, where there is none. */
  last(): number {
    let tower = HEAD;
    for (let level = this.#height - 1; level >= 0; level--) {
      let next = this.#links[tower + 1 + level]!;
      while (next !== END) {
        tower = next;
        next = this.#links[tower + 1 + level]!;
      }
    }
    return tower;
  }

  insert(key: Key): void {
    const next = this.after(this.before(key));
    const isNew = next === END || this.#compare(this.keyOf(next), key) !== 0;
    assert(isNew, "a key that the list has already");
    const height = this.#drawHeight();
    const tower = this.#append(key, height);
    const links = this.#links;
    for (let level = 0; level < height; level++) {
      const before = this.#path[level]!;
      links[tower + 1 + level] = links[before + 1 + level]!;
      links[before + 1 + level] = tower;
    }
    this.#height = Math.max(this.#height, height);
  }

  #drawHeight(): number {
    let height = 1;
    while (height < HEIGHT_MAX && this.#random.below(TOWERS_PER_HIGHER_TOWER) === 0) height += 1;
    return height;
  }

  /** A tower that nothing leads to yet. */
  #append(key: Key, height: number): number {
    const tower = this.#end;
    this.#end += 1 + height;
    if (this.#end > this.#links.length) {
      const grown = new Int32Array(this.#links.length * 2);
      grown.set(this.#links);
      this.#links = grown;
    }
    this.#links[tower] = this.#keys.length;
    this.#keys.push(key);
    return tower;
  }
}

/** @solution */
class Cursor<Key> implements SkipListCursor<Key> {
  readonly #towers: Towers<Key>;
  /** The head, or the end, where it is not valid. */
  #tower = END;

  constructor(towers: Towers<Key>) {
    this.#towers = towers;
  }

  get isValid(): boolean {
    return this.#tower !== END;
  }

  get key(): Key {
    assert(this.#tower !== END, "the key of a cursor that is not valid");
    return this.#towers.keyOf(this.#tower);
  }

  seek(target: Key): void {
    this.#tower = this.#towers.after(this.#towers.before(target));
  }

  seekToFirst(): void {
    this.#tower = this.#towers.after(HEAD);
  }

  seekToLast(): void {
    this.#tower = this.#towers.last();
  }

  next(): void {
    assert(this.#tower !== END, "a step of a cursor that is not valid");
    this.#tower = this.#towers.after(this.#tower);
  }

  prev(): void {
    this.#tower = this.#towers.before(this.key);
  }
}
