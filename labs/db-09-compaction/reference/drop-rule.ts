/**
 * DropRule: what of a merge nobody can ever read again.
 *
 *     the oldest reader is at 40
 *
 *     "a" 71 value       keep: the newest
 *     "a" 52 value       keep: somebody reads at 60, perhaps
 *     "a" 33 value       keep: the newest that who reads at 40 can see
 *     "a" 20 value       drop: hidden by 33 from everybody who reads at 40 or later
 *     "a" 9 deletion     drop: hidden too
 *     "b" 35 deletion    it hides what is older. Is there anything older, further down?   yes: keep     no: drop, and all of "b" below
 *
 * A tombstone is a write: it must go down with the data that it hides, until there is nothing below that it could
 * hide. Dropped too early, the deleted value comes back; never dropped, deleted data takes space for ever.
 *
 * Source: LevelDB db/db_impl.cc (DoCompactionWork), db/version_set.cc (IsBaseLevelForKey).
 *
 * Left out: the snapshots between the oldest and now, of which RocksDB drops what lies between two.
 */
import { compareBytes, sequenceOf, TAG_SIZE_BYTES, userKeyOf, ValueType } from "@labs/db-05";
import { LEVELS, type Version } from "@labs/db-08";
import { LastUserKey } from "./last-user-key.ts";

/** What a merge has to know of the world. */
export interface DropContext {
  /** Nobody reads at a lower number. */
  readonly oldestReadSequence: number;
  /**
   * Whether no older entry of this user key can be anywhere but among what is merged. Asked with keys that never
   * fall.
   */
  readonly isBottom: (userKey: Uint8Array) => boolean;
}

/** Tells, entry by entry, what stays. */
export class DropRule {
  /** @solution */
  readonly #context: DropContext;
  /** @solution */
  readonly #userKey = new LastUserKey();
  /**
   * The sequence of the last entry of this user key.
   * @solution
   */
  #newer = Number.POSITIVE_INFINITY;

  /** @step 2 */
  constructor(context: DropContext) {
    this.#context = context;
  }

  /**
   * Whether the entry with this internal key (borrowed for the call) stays. Asked of every entry of a merge, in its
   * order.
   *
   * - Dropped is an entry behind a newer one of its user key, where the newer one's sequence number is not above
   *   `oldestReadSequence`; be that newer one kept or not.
   * - Dropped is any other deletion whose own number is not above `oldestReadSequence`, where `isBottom` is true of
   *   its user key. `isBottom` is asked of these alone, once each.
   * - Everything else stays.
   *
   * @step 2
   */
  keeps(internalKey: Uint8Array): boolean {
    const { oldestReadSequence, isBottom } = this.#context;
    if (this.#userKey.isOther(internalKey)) this.#newer = Number.POSITIVE_INFINITY;
    const isHidden = this.#newer <= oldestReadSequence;
    const sequence = sequenceOf(internalKey);
    this.#newer = sequence;
    if (isHidden) return false;
    const isDeletion = internalKey[internalKey.length - TAG_SIZE_BYTES] === ValueType.Deletion;
    return !(isDeletion && sequence <= oldestReadSequence && isBottom(userKeyOf(internalKey)));
  }
}

/**
 * For `DropContext.isBottom`: whether no table of the levels below `outputLevel` reaches over a user key: none whose
 * smallest user key is not behind it and whose largest is not before it. Keys must not fall from one call to the
 * next. All calls together look at each table once, and each call at one table of each level besides.
 *
 * @step 2
 */
export function bottomBelow(
  version: Version,
  outputLevel: number,
): (userKey: Uint8Array) => boolean {
  const levels = version.levels.slice(outputLevel + 1, LEVELS);
  const at = levels.map(() => 0);
  return (userKey) =>
    levels.every((files, level) => {
      while (at[level]! < files.length) {
        const { smallest, largest } = files[at[level]!]!;
        if (compareBytes(userKey, userKeyOf(largest)) <= 0) {
          return compareBytes(userKey, userKeyOf(smallest)) < 0;
        }
        at[level]! += 1;
      }
      return true;
    });
}
