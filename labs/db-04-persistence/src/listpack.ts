/**
 * Listpack: strings and integers packed into one string, readable from either end.
 *
 *     4 bytes   2 bytes   element │ element │ …   FF
 *     total     count                             end     total: of all bytes, the first to the FF
 *
 *     element   encoding, data     backlen
 *               0xxxxxxx                     7 bits: an integer of 0 to 127
 *               110xxxxx xxxxxxxx            13 bits, with a sign, the high ones first
 *               F1, F2, F3, F4               an integer of 2, 3, 4, 8 bytes, little-endian, signed
 *               10nnnnnn                     then a string of n bytes, up to 63
 *               1110nnnn nnnnnnnn            then a string of n bytes, up to 4,095, high bits first
 *               F0                           then 4 bytes n, little-endian, and a string of n bytes
 *
 *     backlen   how many bytes encoding and data have: 7 bits a byte, the high ones first; of all
 *               bytes but the first the highest bit is 1, so that it can be read backwards
 *
 *               up to 127   below 16,383   below 2,097,151   below 268,435,455   else
 *               1 byte      2              3                 4                   5
 *
 * 16,383 would fit 14 bits, but is not below itself: Redis gives it three bytes, and so for the
 * others.
 *
 * The count is 65,535 where there are so many elements or more: then it has to be counted.
 *
 * Source: listpack.c of Redis 7.0: `lpValidateIntegrity` and `lpValidateNext`, `lpEncodeBacklen`,
 * `lpGet`.
 *
 * Left out: reading backwards; writing.
 */

import { NotImplemented } from "@labs/machine";
import type { Fail } from "./rdb-format.ts";

/**
 * The elements of the listpack `bytes` (borrowed) from the first to the last, integers as their
 * digits: the caller's own memory.
 *
 * Calls `fail`, at the latest when what is behind the last element was asked for, where
 *
 * - `bytes` is too short for header and end, not exactly as long as `total` says, or does not end
 *   in FF;
 * - an element begins with F5 to FE, or reaches into the last byte or beyond;
 * - a backlen is not, byte for byte, the one that Redis writes for this element;
 * - FF stands in the place of an element before the end;
 * - there are more or fewer elements than `count`, and it is not 65,535.
 *
 * Memory is taken for one element at a time, once its bytes are known to be there.
 *
 * @step 5
 */
export function* listpackElements(bytes: Uint8Array, fail: Fail): Iterable<Uint8Array> {
  throw new NotImplemented("db-04 step 5: listpackElements");
}
