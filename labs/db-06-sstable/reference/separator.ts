/**
 * Separators: the shortest key that still parts two blocks.
 *
 *     … │ block ends with            next begins with │ …         the index needs a key s with
 *         "the quick brown fox" 7          "the who" 4                last  <=  s  <  next
 *
 *     s = "the r" and the greatest tag there is
 *              ▲
 *              └ one more than q, and still less than w; the rest is cut off
 *
 * A shorter key in the index is a smaller index, of which more fits into memory. The user key is longer than before in the order
 * of bytes, so the tag must be the first among its user key's: the greatest number.
 *
 * Source: LevelDB util/comparator.cc, db/dbformat.cc. These rules, and no better ones, make LevelDB's very bytes.
 *
 * Left out: still shorter ones, where the two keys part by 1 ("aa9", "ab": "aa:" would do), since LevelDB does not look.
 */
import { TAG_SIZE_BYTES, userKeyOf } from "@labs/db-05";

/**
 * The greatest tag as LevelDB has it: sequence 2^56 - 1, type value. No entry has it, it stands only in indexes.
 * @solution
 */
const FIRST_TAG = Uint8Array.of(1, 255, 255, 255, 255, 255, 255, 255);

/**
 * An internal key that is not before `a`, and before `b`; `a` is before `b`. Borrows from `a`, or is the caller's own.
 *
 * At the first byte in which the user keys differ: where that of `a` is less than 255 and, plus 1, still less than that of `b`,
 * the user key of `a` is cut behind it, with 1 added to it. If it became shorter so, the result is that with the tag of
 * sequence 2^56 - 1 and type value. In every other case, and where one user key is the beginning of the other, it is `a`.
 *
 * @step 4
 */
export function shortestSeparator(a: Uint8Array, b: Uint8Array): Uint8Array {
  const [from, to] = [userKeyOf(a), userKeyOf(b)];
  const most = Math.min(from.length, to.length);
  let at = 0;
  while (at < most && from[at] === to[at]) at++;
  if (at === most || from[at]! + 1 >= to[at]!) return a;
  return raised(a, at);
}

/**
 * An internal key that is not before `a`, for the end of a table. Borrows from `a`, or is the caller's own.
 *
 * The first byte of the user key that is less than 255 gets 1 more, and what is behind it is cut off. If it became shorter
 * so, the result is that with the tag of sequence 2^56 - 1 and type value; else it is `a`.
 *
 * @step 4
 */
export function shortSuccessor(a: Uint8Array): Uint8Array {
  const at = userKeyOf(a).findIndex((byte) => byte < 255);
  return at < 0 ? a : raised(a, at);
}

/**
 * The user key up to and with byte `at`, to which 1 is added; `a` itself where that is no shorter.
 * @solution
 */
function raised(a: Uint8Array, at: number): Uint8Array {
  if (at + 1 >= a.length - TAG_SIZE_BYTES) return a;
  const key = new Uint8Array(at + 1 + TAG_SIZE_BYTES);
  key.set(a.subarray(0, at + 1));
  key[at] = a[at]! + 1;
  key.set(FIRST_TAG, at + 1);
  return key;
}
