/**
 * LZF: the compression of long strings in RDB files. What was there before is said by where and how
 * long.
 *
 *     000nnnnn, n + 1 bytes         these bytes                       1 to 32
 *     nnnddddd dddddddd             n + 2 bytes from d + 1 before     3 to 8, from up to 8,192 back
 *     111ddddd nnnnnnnn dddddddd    n + 9 bytes from d + 1 before     9 to 264
 *
 *     02 a b c   e0 00 02   00 !    abc, then 9 bytes from 3 before where they go, then "!":
 *                n = 0, d = 2       "abcabcabcabc!". Six of the nine are not there when it begins
 *
 * Source: lzf_d.c of Marc Lehmann's LibLZF, as in Redis 7.0.
 *
 * Left out: compressing.
 */
import { NotImplemented } from "@labs/machine";
import type { Fail } from "./rdb-format.ts";

/**
 * The `length` bytes that `compressed` (borrowed) stands for: the caller's own memory.
 *
 * Calls `fail` where `compressed` ends within one of its parts, where a part refers to before the
 * first byte, and where all parts together give more or less than `length` bytes. Memory is taken
 * only where it can be filled: no part of three bytes gives more than 264.
 *
 * @step 5
 */
export function decompressLzf(compressed: Uint8Array, length: number, fail: Fail): Uint8Array {
  throw new NotImplemented("db-04 step 5: decompressLzf");
}
