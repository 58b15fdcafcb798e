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

// @solution
import { integerText } from "./integer-text.ts";
import type { Fail } from "./rdb-format.ts";

/** @solution */
const HEADER_BYTES = 6;
/** @solution */
const COUNT_UNKNOWN = 65_535;
/** @solution */
const END = 0xff;
/** From these lengths on a backlen takes 2, 3, 4, 5 bytes. @solution */
const BACKLEN_STEPS = [128, 16_383, 2_097_151, 268_435_455] as const;

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
  if (bytes.length < HEADER_BYTES + 1) fail(0, "a listpack without its header");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const total = view.getUint32(0, true);
  const count = view.getUint16(4, true);
  const last = bytes.length - 1;
  if (total !== bytes.length) fail(0, `a listpack of ${total} bytes, in ${bytes.length}`);
  if (bytes[last] !== END) fail(last, "a listpack without its end");
  let found = 0;
  let at = HEADER_BYTES;
  while (at < last) {
    const { headBytes, dataBytes } = sizesAt(view, at, fail);
    const data = at + headBytes;
    const end = data + dataBytes;
    const next = end + backlenBytes(end - at);
    if (next > last) fail(at, "an element reaches out of its listpack");
    checkBacklen(bytes, end, next, end - at, fail);
    yield isString(bytes[at]!) ? Uint8Array.from(bytes.subarray(data, end)) : integerAt(view, at);
    at = next;
    found += 1;
  }
  if (count !== found && count !== COUNT_UNKNOWN) {
    fail(4, `a listpack of ${count} elements has ${found}`);
  }
}

/** @solution */
function isString(head: number): boolean {
  return (head & 0xc0) === 0x80 || (head & 0xf0) === 0xe0 || head === 0xf0;
}

/**
 * How many bytes of the element at `at` say what it is, and how many follow. An integer in the
 * first byte or two has none that follow.
 *
 * @solution
 */
function sizesAt(
  view: DataView,
  at: number,
  fail: Fail,
): { readonly headBytes: number; readonly dataBytes: number } {
  const head = view.getUint8(at);
  if (head < 0x80) return { headBytes: 1, dataBytes: 0 };
  if (head < 0xc0) return { headBytes: 1, dataBytes: head & 0x3f };
  if (head < 0xe0) return { headBytes: 2, dataBytes: 0 };
  if (head > 0xf4) fail(at, `an element of a listpack begins with ${head}`);
  if (head > 0xf0) return { headBytes: 1, dataBytes: [2, 3, 4, 8][head - 0xf1]! };
  const headBytes = head < 0xf0 ? 2 : 5;
  if (at + headBytes > view.byteLength) fail(at, "an element reaches out of its listpack");
  const dataBytes = head < 0xf0 ? view.getUint16(at) & 0xfff : view.getUint32(at + 1, true);
  return { headBytes, dataBytes };
}

/** The digits of the integer at `at`, which is known to be whole. @solution */
function integerAt(view: DataView, at: number): Uint8Array {
  const head = view.getUint8(at);
  if (head < 0x80) return integerText(head);
  switch (head) {
    case 0xf1:
      return integerText(view.getInt16(at + 1, true));
    case 0xf2:
      return integerText(view.getUint16(at + 1, true) + view.getInt8(at + 3) * 2 ** 16);
    case 0xf3:
      return integerText(view.getInt32(at + 1, true));
    case 0xf4:
      return integerText(view.getBigInt64(at + 1, true));
    default: {
      const bits = view.getUint16(at) & 0x1fff;
      return integerText(bits < 2 ** 12 ? bits : bits - 2 ** 13);
    }
  }
}

/** How many bytes the backlen of an element of `length` bytes takes. @solution */
function backlenBytes(length: number): number {
  return 1 + BACKLEN_STEPS.filter((step) => length >= step).length;
}

/** bytes[start … end) are the backlen of an element of `length` bytes. @solution */
function checkBacklen(
  bytes: Uint8Array,
  start: number,
  end: number,
  length: number,
  fail: Fail,
): void {
  let left = length;
  for (let i = end - 1; i >= start; i--) {
    const expected = (left % 128) + (i > start ? 128 : 0);
    if (bytes[i] !== expected) fail(start, `a backlen that is not ${length}`);
    left = Math.floor(left / 128);
  }
}
