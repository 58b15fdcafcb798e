/**
 * MemberSet: members, each there once. JavaScript's own Set compares bytes by identity, and has taken the name.
 *
 *     set   Dict   member ──▶ true
 *
 * Source: Redis 7.0's t_set.c.
 *
 * Left out: intsets, in which Redis keeps a small set of integers as a sorted array; a seed for each set.
 */
import type { Random } from "@labs/machine";
import { Dict } from "./dict.ts";
import { SET_MEMBER_BYTES } from "./memory.ts";

/** Members, which are any bytes: borrowed, handed out as they are, and changed by nobody. */
export class MemberSet {
  readonly kind = "set";
  /** @solution */
  readonly #members = new Dict<true>();
  /** @solution */
  #contentBytes = 0;

  /**
   * How many members there are.
   *
   * @step 6
   */
  get size(): number {
    return this.#members.size;
  }

  /**
   * What the members are accounted for: see memory.ts. Cheap: the methods that add and remove keep the sum.
   *
   * @step 8
   */
  get memoryBytes(): number {
    return this.size * SET_MEMBER_BYTES + this.#contentBytes;
  }

  /**
   * Whether `member` is there.
   *
   * @step 6
   */
  has(member: Uint8Array): boolean {
    return this.#members.has(member);
  }

  /**
   * Adds `member`; whether it is new.
   *
   * @step 6
   */
  add(member: Uint8Array): boolean {
    const isNew = this.#members.set(member, true);
    if (isNew) this.#contentBytes += member.length;
    return isNew;
  }

  /**
   * Removes `member`; whether it was there.
   *
   * @step 6
   */
  delete(member: Uint8Array): boolean {
    const wasThere = this.#members.delete(member);
    if (wasThere) this.#contentBytes -= member.length;
    return wasThere;
  }

  /**
   * A member drawn at random, the very object that is kept; undefined if there is none. As fair as Dict.sample.
   *
   * @step 9
   */
  sample(random: Random): Uint8Array | undefined {
    return this.#members.sample(random)?.[0];
  }

  /**
   * The members, in no order. Within the loop the set may be read but not changed.
   *
   * @step 6
   */
  *[Symbol.iterator](): IterableIterator<Uint8Array> {
    for (const [member] of this.#members) yield member;
  }

  /**
   * Visits the members of the part that `cursor` names (0: the first), and returns the cursor of the next part, 0 after
   * the last: as Dict.scan.
   *
   * @step 6
   */
  scan(cursor: number, visit: (member: Uint8Array) => void): number {
    return this.#members.scan(cursor, visit);
  }
}
