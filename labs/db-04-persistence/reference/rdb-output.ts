/**
 * RdbOutput: the bytes of one piece of an RDB file, put together from numbers, lengths and strings.
 *
 *     block  | taken …          | the piece so far …   | free ………… |
 *            0                start                   end
 *
 * Pieces are windows on a block: nothing is copied when one is taken, and no byte that was taken is
 * written again. A piece that outgrows its block moves to one that has room for twice as much.
 *
 * Source: `rdbSaveLen`, `rdbEncodeInteger` and `rdbSaveRawString` in Redis 7.0's rdb.c.
 *
 * Left out: LZF. See rdb-writer.ts.
 *
 * @solution
 */
import { STRING_ENCODING } from "./rdb-format.ts";

const BLOCK_BYTES = 65_536;
/** From so many bytes on, `set` costs less than a loop. */
const LOOP_BYTES = 24;
/** A sign and ten digits. */
const MAX_INT32_BYTES = 11;
const MINUS = 0x2d;
const ZERO = 0x30;

/** Collects the bytes of a piece. */
export class RdbOutput {
  #block = new Uint8Array(BLOCK_BYTES);
  #view = new DataView(this.#block.buffer);
  #start = 0;
  #end = 0;

  /** The bytes that were written since the last call; nobody writes them again. */
  take(): Uint8Array {
    const piece = this.#block.subarray(this.#start, this.#end);
    this.#start = this.#end;
    return piece;
  }

  byte(value: number): void {
    const at = this.#extend(1);
    this.#block[at] = value;
  }

  int64(value: bigint): void {
    const at = this.#extend(8);
    this.#view.setBigInt64(at, value, true);
  }

  double(value: number): void {
    const at = this.#extend(8);
    this.#view.setFloat64(at, value, true);
  }

  bytes(bytes: Uint8Array): void {
    const at = this.#extend(bytes.length);
    if (bytes.length >= LOOP_BYTES) this.#block.set(bytes, at);
    else for (let i = 0; i < bytes.length; i++) this.#block[at + i] = bytes[i]!;
  }

  /** A length in the shortest of its forms. */
  length(length: number): void {
    if (length < 2 ** 6) {
      this.byte(length);
    } else if (length < 2 ** 14) {
      const at = this.#extend(2);
      this.#view.setUint16(at, 0x4000 + length);
    } else if (length < 2 ** 32) {
      const at = this.#extend(5);
      this.#block[at] = 0x80;
      this.#view.setUint32(at + 1, length);
    } else {
      const at = this.#extend(9);
      this.#block[at] = 0x81;
      this.#view.setBigUint64(at + 1, BigInt(length));
    }
  }

  /**
   * A string: as an integer where it is the one spelling of one that fits, else its length and its
   * bytes.
   */
  string(bytes: Uint8Array): void {
    const value = int32Of(bytes);
    if (value === undefined) {
      this.length(bytes.length);
      this.bytes(bytes);
    } else if (value >= -(2 ** 7) && value < 2 ** 7) {
      const at = this.#encoding(STRING_ENCODING.int8, 1);
      this.#view.setInt8(at, value);
    } else if (value >= -(2 ** 15) && value < 2 ** 15) {
      const at = this.#encoding(STRING_ENCODING.int16, 2);
      this.#view.setInt16(at, value, true);
    } else {
      const at = this.#encoding(STRING_ENCODING.int32, 4);
      this.#view.setInt32(at, value, true);
    }
  }

  /** The first byte of a string that is encoded so, and room behind it; returns where that is. */
  #encoding(encoding: number, size: number): number {
    const at = this.#extend(1 + size);
    this.#block[at] = 0xc0 + encoding;
    return at + 1;
  }

  /** Makes the piece longer by `count` bytes, and returns where they go. */
  #extend(count: number): number {
    const size = this.#end - this.#start;
    if (this.#end + count > this.#block.length) {
      const block = new Uint8Array(Math.max(BLOCK_BYTES, 2 * size + count));
      block.set(this.#block.subarray(this.#start, this.#end));
      this.#block = block;
      this.#view = new DataView(block.buffer);
      this.#start = 0;
      this.#end = size;
    }
    this.#end += count;
    return this.#end - count;
  }
}

/** The integer of 32 bits that `bytes` write in its one spelling, or undefined. */
function int32Of(bytes: Uint8Array): number | undefined {
  const isNegative = bytes[0] === MINUS;
  const first = isNegative ? 1 : 0;
  const digits = bytes.length - first;
  if (digits === 0 || bytes.length > MAX_INT32_BYTES) return undefined;
  if (bytes[first] === ZERO) return bytes.length === 1 ? 0 : undefined;
  let value = 0;
  for (let i = first; i < bytes.length; i++) {
    const digit = bytes[i]! - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  if (isNegative) value = -value;
  return value === (value | 0) ? value : undefined;
}
