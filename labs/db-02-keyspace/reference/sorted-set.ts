/**
 * SortedSet: members with scores, kept twice.
 *
 *     #members   Dict         member ──▶ item            "what score has kim?"         one look
 *     #index     SortedIndex  items by (score, member)   "who is third? who has 5 to 7?"
 *
 *                  kim ──▶ ┌─────────┐              ┌─────────┐ ┌─────────┐ ┌─────────┐
 *                          │ 5  kim  │ ◀── is the   │ 2  ann  │ │ 5  joe  │ │ 5  kim  │
 *                          └─────────┘     same as  └─────────┘ └─────────┘ └─────────┘
 *
 * The dict is the primary index, by member; the other is a secondary one, as CREATE INDEX makes it in a database. It
 * holds nothing that the dict does not, and it costs a second write for each change. What it gives is order: ranks,
 * ranges, the lowest and the highest.
 *
 * Invariants: both hold the same items, which never change: a member that gets another score gets another item.
 *
 * Source: the header comment of Redis 7.0's t_zset.c; zsetAdd and zsetDel there.
 *
 * Left out: the compact encoding of small sorted sets (listpack), which has no index and is searched from its start. It
 * also makes 0 of a score of -0, and large sets in Redis do not; here -0 stays.
 */
import type { Random } from "@labs/machine";
import { compareBytes, hashBytes } from "./bytes.ts";
import { Dict } from "./dict.ts";
import { SORTED_SET_MEMBER_BYTES } from "./memory.ts";
import { SortedIndex } from "./sorted-index.ts";

/** A member and its score, which is any double but NaN. */
export type ScoredMember = { readonly member: Uint8Array; readonly score: number };

/**
 * Below zero, zero or above it, as `a` comes before, with or after `b` in a sorted set: by score, and with equal scores
 * by the members' bytes (`compareBytes`). -0 equals 0, and each infinity equals itself.
 *
 * @step 7
 */
export function compareScored(a: ScoredMember, b: ScoredMember): number {
  if (a.score !== b.score) return a.score < b.score ? -1 : 1;
  return compareBytes(a.member, b.member);
}

/** Members, each once, with their scores, in the order of `compareScored`. */
export class SortedSet {
  readonly kind = "zset";
  readonly #members: Dict<ScoredMember>;
  readonly #index: SortedIndex<ScoredMember>;
  /** @solution */
  #memberBytes = 0;

  /** An empty one, which takes what it leaves to chance from `random`. */
  constructor(random: Random) {
    const seed = random.below(2 ** 32);
    this.#members = new Dict({ hash: (member) => hashBytes(member, seed) });
    this.#index = new SortedIndex(compareScored, random);
  }

  /** How many members there are. */
  get size(): number {
    return this.#members.size;
  }

  /**
   * What the members are accounted for: see memory.ts. Costs the same for any number of them: `set` and `delete` keep
   * the sum.
   *
   * @step 8
   */
  get memoryBytes(): number {
    return this.size * SORTED_SET_MEMBER_BYTES + this.#memberBytes;
  }

  /** The member's score, or undefined. */
  score(member: Uint8Array): number | undefined {
    return this.#members.get(member)?.score;
  }

  /**
   * Gives `member` (kept, not copied) this score, whatever it had, in both structures. Returns false, and changes
   * nothing, if it has a score that equals it: 0 does not replace -0.
   *
   * @step 7
   */
  set(member: Uint8Array, score: number): boolean {
    const before = this.#members.get(member);
    if (before?.score === score) return false;
    if (before === undefined) this.#memberBytes += member.length;
    else this.#index.delete(before);
    const item = { member: before?.member ?? member, score };
    this.#index.insert(item);
    this.#members.set(item.member, item);
    return true;
  }

  /**
   * Removes `member` from both structures; whether it was there.
   *
   * @step 7
   */
  delete(member: Uint8Array): boolean {
    const item = this.#members.get(member);
    if (item === undefined) return false;
    this.#members.delete(member);
    this.#index.delete(item);
    this.#memberBytes -= item.member.length;
    return true;
  }

  /**
   * How many members stand before this one; undefined if it is not there.
   *
   * @step 7
   */
  rank(member: Uint8Array): number | undefined {
    const item = this.#members.get(member);
    return item === undefined ? undefined : this.#index.rank(item);
  }

  /** As `SortedIndex.partitionPoint`: how many stand before a bound. */
  partitionPoint(isBefore: (item: ScoredMember) => boolean): number {
    return this.#index.partitionPoint(isBefore);
  }

  /** As `SortedIndex.forward`: those with a rank in [start, end), the lowest first. */
  forward(start = 0, end: number = this.size): IterableIterator<ScoredMember> {
    return this.#index.forward(start, end);
  }

  /** As `SortedIndex.backward`: the same, the highest first. */
  backward(start = 0, end: number = this.size): IterableIterator<ScoredMember> {
    return this.#index.backward(start, end);
  }

  /** As `Dict.scan`: visits the members of the part that `cursor` names, in no order. */
  scan(cursor: number, visit: (item: ScoredMember) => void): number {
    return this.#members.scan(cursor, (_, item) => visit(item));
  }
}
