/**
 * Snappy: what came before is not said again.
 *
 *     stream     │ length of all, a varint │ element │ element │ …
 *
 *     element    its first byte, the tag; the lowest two bits say which:
 *
 *       00  literal     │ n │00│ the bytes          n = length - 1; 60 to 63: n - 59 bytes of length - 1 follow
 *       01  copy        │ o │ l │01│ o │            length 4 to 11, offset up to 2,047: 3 and 8 bits
 *       10  copy        │ l │10│ o │ o │            length 1 to 64, offset up to 65,535
 *       11  copy        │ l │11│ o │ o │ o │ o │    length 1 to 64, offset up to 2^32 - 1
 *
 *     "abcabcabcabx"  =  literal "abc", copy 8 bytes from 3 back, literal "x"
 *                              └────┘ it reads what it has just written: a run
 *
 * There are no bits to unpack and no table of frequencies: it is made to be fast, and to win where there is much to win.
 *
 * To compress, the last place of each four bytes is remembered by their hash. Where it holds the same four, a copy begins,
 * and goes on as long as it can. Where nothing was found for long, the search takes longer strides, so that bytes without
 * repetition cost little. One table serves all calls; it is emptied at the beginning of each.
 *
 * Source: google/snappy format_description.txt (§1, §2.1, §2.2); the strides: snappy.cc.
 *
 * Left out: the framing format with its own checksums; copies of 4-byte offsets, which are read and never written; a
 * window of 32 KiB, which Google's has so that its table has entries of 16 bits.
 */
// @solution
import { type Cursor, decodeVarint32 } from "./varint.ts";

const Element = { Literal: 0, CopyOneByte: 1, CopyTwoBytes: 2, CopyFourBytes: 3 } as const;

/** The longest literal whose length is in its tag. */
const LITERAL_IN_TAG_BYTES = 60;
/**
 * Up to here a loop copies faster than `set` does.
 * @solution
 */
const LOOPED_BYTES = 24;
/**
 * So many bytes are copied at once, from so many back at least: a copy may read what it has just written.
 * @solution
 */
const WORD_BYTES = 4;
/**
 * Up to here a loop of words copies faster than `set` does.
 * @solution
 */
const WORDED_BYTES = 128;
/** The longest copy. */
const COPY_BYTES = 64;
/** The greatest offset of a copy of 2 bytes of offset. */
const OFFSET_MAX = 65_535;
/**
 * No copy begins with fewer equal bytes.
 * @solution
 */
const MATCH_BYTES = 4;
// @solution
const TABLE_BITS = 14;
/**
 * The last place of four bytes with this hash. 0 where there was none, which is a place like another: it is looked at.
 * @solution
 */
const places = new Int32Array(1 << TABLE_BITS);

/**
 * `bytes` compressed: memory of the caller's own, not longer than `32 + n + n / 6` for n bytes. It may be longer than the
 * bytes. The same bytes give the same result.
 *
 * What repeats itself within 65,535 bytes, four bytes or more, is found as a rule, not always.
 *
 * @step 3
 */
export function snappyCompress(bytes: Uint8Array): Uint8Array {
  const { length } = bytes;
  const bits = tableBits(length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  places.fill(0, 0, 1 << bits);
  const out: Output = { bytes: new Uint8Array(32 + length + Math.floor(length / 6)), at: 0 };
  putLength(out, length);
  const last = length - MATCH_BYTES;
  let literalFrom = 0;
  let misses = 32;
  let at = 1;
  while (at <= last) {
    const word = view.getInt32(at, true);
    const slot = hashed(word, bits);
    const found = places[slot]!;
    places[slot] = at;
    if (at - found > OFFSET_MAX || view.getInt32(found, true) !== word) {
      at += misses++ >>> 5;
      continue;
    }
    let end = at + MATCH_BYTES;
    for (let from = found + MATCH_BYTES; end < length && bytes[from] === bytes[end]; from++) end++;
    if (at > literalFrom) putLiteral(out, bytes, literalFrom, at);
    putCopy(out, at - found, end - at);
    if (end - 1 <= last) places[hashed(view.getInt32(end - 1, true), bits)] = end - 1;
    at = end;
    literalFrom = end;
    misses = 32;
  }
  if (length > literalFrom) putLiteral(out, bytes, literalFrom, length);
  return out.bytes.subarray(0, out.at);
}

/**
 * What was compressed: memory of the caller's own. Undefined for what nobody compressed so: no length, an element that is cut,
 * a copy from 0 back or from before the first byte, more or fewer bytes than announced. All four kinds of element
 * are read, of any legal length; a literal may say its length in more bytes than it needs.
 *
 * Memory is taken for the announced length only after it was held against the input: three bytes of a stream stand for 64 at
 * the most, so what announces more than 64 / 3 times the bytes behind the length is undefined at once. So is what
 * announces more than `limit`.
 *
 * @param limit the most bytes that the result may have; any number unless said
 * @step 3
 */
export function snappyUncompress(
  bytes: Uint8Array,
  limit = Number.POSITIVE_INFINITY,
): Uint8Array | undefined {
  const cursor: Cursor = { bytes, at: 0, end: bytes.length };
  const length = decodeVarint32(cursor);
  if (length === undefined || length > limit) return undefined;
  if (length * 3 > (bytes.length - cursor.at) * COPY_BYTES) return undefined;
  const out = new Uint8Array(length);
  return isExpanded(bytes, cursor.at, out) ? out : undefined;
}

/** @solution */
interface Output {
  readonly bytes: Uint8Array;
  at: number;
}

/**
 * A small input gets a small table, which is sooner emptied.
 * @solution
 */
function tableBits(length: number): number {
  let bits = 8;
  while (bits < TABLE_BITS && 1 << bits < length) bits++;
  return bits;
}

/** @solution */
function hashed(word: number, bits: number): number {
  return Math.imul(word, 0x1e35a7bd) >>> (32 - bits);
}

/** @solution */
function putLength(out: Output, length: number): void {
  let rest = length;
  for (; rest >= 0x80; rest >>>= 7) out.bytes[out.at++] = (rest & 0x7f) | 0x80;
  out.bytes[out.at++] = rest;
}

/** @solution */
function putLiteral(out: Output, bytes: Uint8Array, from: number, to: number): void {
  const less = to - from - 1;
  if (less < LITERAL_IN_TAG_BYTES) {
    out.bytes[out.at++] = (less << 2) | Element.Literal;
  } else {
    const tagAt = out.at++;
    for (let rest = less; rest > 0; rest >>>= 8) out.bytes[out.at++] = rest;
    const lengthBytes = out.at - tagAt - 1;
    out.bytes[tagAt] = ((LITERAL_IN_TAG_BYTES - 1 + lengthBytes) << 2) | Element.Literal;
  }
  copyBytes(bytes, from, to, out.bytes, out.at);
  out.at += to - from;
}

/**
 * As many copies as it takes, none of them with fewer than four bytes: so the last may be a short one.
 * @solution
 */
function putCopy(out: Output, offset: number, length: number): void {
  let left = length;
  for (; left >= COPY_BYTES + MATCH_BYTES; left -= COPY_BYTES) putLongCopy(out, offset, COPY_BYTES);
  if (left > COPY_BYTES) {
    putLongCopy(out, offset, left - MATCH_BYTES);
    left = MATCH_BYTES;
  }
  if (left > 11 || offset > 2047) {
    putLongCopy(out, offset, left);
    return;
  }
  out.bytes[out.at++] = ((offset >>> 8) << 5) | ((left - 4) << 2) | Element.CopyOneByte;
  out.bytes[out.at++] = offset;
}

/** @solution */
function putLongCopy(out: Output, offset: number, length: number): void {
  out.bytes[out.at++] = ((length - 1) << 2) | Element.CopyTwoBytes;
  out.bytes[out.at++] = offset;
  out.bytes[out.at++] = offset >>> 8;
}

/**
 * Whether the elements from `start` on fill `out` exactly. One loop without calls for what is usual: blocks are uncompressed
 * more often than anything else is done to them.
 * @solution
 */
function isExpanded(bytes: Uint8Array, start: number, out: Uint8Array): boolean {
  const input = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const view = new DataView(out.buffer, out.byteOffset, out.length);
  const end = bytes.length;
  let at = start;
  let to = 0;
  while (at < end) {
    const tag = bytes[at++]!;
    const kind = tag & 3;
    let length = (tag >>> 2) + 1;
    let offset = 0;
    if (kind === Element.CopyOneByte) {
      if (at === end) return false;
      length = ((tag >>> 2) & 7) + 4;
      offset = ((tag >>> 5) << 8) | bytes[at++]!;
    } else if (kind !== Element.Literal || length > LITERAL_IN_TAG_BYTES) {
      const count = kind === Element.Literal ? length - LITERAL_IN_TAG_BYTES : kind * 2 - 2;
      if (count > end - at) return false;
      const word = littleEndian(bytes, at, count);
      at += count;
      if (kind === Element.Literal) length = word + 1;
      else offset = word;
    }
    if (length > out.length - to) return false;
    if (kind === Element.Literal) {
      if (length > end - at) return false;
      if (length > WORDED_BYTES) out.set(bytes.subarray(at, at + length), to);
      else {
        const stop = at + length;
        let from = at;
        let place = to;
        for (; from + WORD_BYTES <= stop; from += WORD_BYTES, place += WORD_BYTES) {
          view.setInt32(place, input.getInt32(from, true), true);
        }
        for (; from < stop; from++, place++) out[place] = bytes[from]!;
      }
      at += length;
    } else {
      if (offset === 0 || offset > to) return false;
      // What repeats every `offset` bytes repeats every multiple of that.
      let back = offset;
      while (back < WORD_BYTES) back += offset;
      const stop = to + length;
      const once = Math.min(stop, to + back - offset);
      let place = to;
      for (; place < once; place++) out[place] = out[place - offset]!;
      for (; place + WORD_BYTES <= stop; place += WORD_BYTES) {
        view.setInt32(place, view.getInt32(place - back, true), true);
      }
      for (; place < stop; place++) out[place] = out[place - offset]!;
    }
    to += length;
  }
  return to === out.length;
}

/** @solution */
function littleEndian(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let index = count - 1; index >= 0; index--) value = value * 256 + bytes[at + index]!;
  return value;
}

/**
 * A loop is faster than a window and `set`, where bytes are few.
 * @solution
 */
function copyBytes(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): void {
  if (end - start > LOOPED_BYTES) {
    to.set(from.subarray(start, end), at);
    return;
  }
  for (let index = start, place = at; index < end; index++, place++) to[place] = from[index]!;
}
