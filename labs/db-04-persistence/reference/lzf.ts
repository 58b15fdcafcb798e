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
import type { Fail } from "./rdb-format.ts";

/** No part of the input says more: 264 bytes in three. @solution */
const MAX_RATIO = 88;

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
  if (length > compressed.length * MAX_RATIO) fail(0, `LZF cannot give ${length} bytes`);
  const result = new Uint8Array(length);
  let at = 0;
  let size = 0;
  while (at < compressed.length) {
    const start = at;
    const control = compressed[at++]!;
    if (control < 32) {
      const count = control + 1;
      if (at + count > compressed.length) fail(start, "LZF ends within its literal bytes");
      if (size + count > length) fail(start, `LZF gives more than ${length} bytes`);
      result.set(compressed.subarray(at, at + count), size);
      at += count;
      size += count;
      continue;
    }
    const isLong = control >= 0xe0;
    if (at + (isLong ? 2 : 1) > compressed.length) fail(start, "LZF ends within a reference");
    const count = isLong ? compressed[at++]! + 9 : (control >> 5) + 2;
    const from = size - (((control & 31) << 8) + compressed[at++]! + 1);
    if (from < 0) fail(start, "LZF refers to before the first byte");
    if (size + count > length) fail(start, `LZF gives more than ${length} bytes`);
    // One by one: a reference may reach into what it is just about to write.
    for (let i = 0; i < count; i++) result[size + i] = result[from + i]!;
    size += count;
  }
  if (size < length) fail(at, `LZF gives ${size} of ${length} bytes`);
  return result;
}
