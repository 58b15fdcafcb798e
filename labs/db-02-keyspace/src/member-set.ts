/**
 * MemberSet: members, each there once. JavaScript's own Set compares bytes by identity, and has taken the name.
 *
 *     set   Dict   member ──▶ true
 *
 * Source: Redis 7.0's t_set.c.
 *
 * Left out: intsets, in which Redis keeps a small set of integers as a sorted array; a seed for each set.
 */
import { NotImplemented, type Random } from "@labs/machine";

/** Members, which are any bytes: borrowed, handed out as they are, and changed by nobody. */
export class MemberSet {
  readonly kind = "set";

  /**
   * How many members there are.
   *
   * @step 6
   */
  get size(): number {
    throw new NotImplemented("db-02 step 6: MemberSet.size");
  }

  /**
   * What the members are accounted for: see memory.ts. Cheap: the methods that add and remove keep the sum.
   *
   * @step 8
   */
  get memoryBytes(): number {
    throw new NotImplemented("db-02 step 8: MemberSet.memoryBytes");
  }

  /**
   * Whether `member` is there.
   *
   * @step 6
   */
  has(member: Uint8Array): boolean {
    throw new NotImplemented("db-02 step 6: MemberSet.has");
  }

  /**
   * Adds `member`; whether it is new.
   *
   * @step 6
   */
  add(member: Uint8Array): boolean {
    throw new NotImplemented("db-02 step 6: MemberSet.add");
  }

  /**
   * Removes `member`; whether it was there.
   *
   * @step 6
   */
  delete(member: Uint8Array): boolean {
    throw new NotImplemented("db-02 step 6: MemberSet.delete");
  }

  /**
   * A member drawn at random, the very object that is kept; undefined if there is none. As fair as Dict.sample.
   *
   * @step 9
   */
  sample(random: Random): Uint8Array | undefined {
    throw new NotImplemented("db-02 step 9: MemberSet.sample");
  }

  /**
   * The members, in no order. Within the loop the set may be read but not changed.
   *
   * @step 6
   */
  *[Symbol.iterator](): IterableIterator<Uint8Array> {
    throw new NotImplemented("db-02 step 6: MemberSet.[Symbol.iterator]");
  }

  /**
   * Visits the members of the part that `cursor` names (0: the first), and returns the cursor of the next part, 0 after
   * the last: as Dict.scan.
   *
   * @step 6
   */
  scan(cursor: number, visit: (member: Uint8Array) => void): number {
    throw new NotImplemented("db-02 step 6: MemberSet.scan");
  }
}
