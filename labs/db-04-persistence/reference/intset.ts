/**
 * Intset: a small set of integers, as Redis has it in memory and in RDB files.
 *
 *     4 bytes   4 bytes   count × size bytes
 *     size      count     -5 │ 0 │ 7 │ 300     size 2, 4 or 8; little-endian, members signed
 *
 * Invariants: members ascend, each once, which is what Redis searches them by; there is at least
 * one.
 *
 * Source: intset.c of Redis 7.0, `intsetValidateIntegrity`.
 *
 * Left out: whether a smaller size would do.
 */

// @solution
import { integerText } from "./integer-text.ts";
import type { Fail } from "./rdb-format.ts";

/** @solution */
const HEADER_BYTES = 8;

/**
 * The members of the intset `bytes` (borrowed) in ascending order, each as its digits: the caller's
 * own memory.
 *
 * Calls `fail`, at the latest when the last member was asked for, where the header is not whole;
 * the size is none of 2, 4 and 8; `bytes` is not exactly as long as the header says; there is no
 * member; or a member is not above the one before it. Memory is taken for one member at a time.
 *
 * @step 5
 */
export function* intsetMembers(bytes: Uint8Array, fail: Fail): Iterable<Uint8Array> {
  if (bytes.length < HEADER_BYTES) fail(0, "an intset without its header");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const size = view.getUint32(0, true);
  const count = view.getUint32(4, true);
  if (size !== 2 && size !== 4 && size !== 8) fail(0, `an intset of integers of ${size} bytes`);
  if (HEADER_BYTES + count * size !== bytes.length) {
    fail(4, `an intset of ${count} members of ${size} bytes, in ${bytes.length} bytes`);
  }
  if (count === 0) fail(4, "an intset without members");
  let previous: bigint | number | undefined;
  for (let at = HEADER_BYTES; at < bytes.length; at += size) {
    const member =
      size === 2
        ? view.getInt16(at, true)
        : size === 4
          ? view.getInt32(at, true)
          : view.getBigInt64(at, true);
    if (previous !== undefined && member <= previous) {
      fail(at, `member ${member} of an intset behind ${previous}`);
    }
    yield integerText(member);
    previous = member;
  }
}
