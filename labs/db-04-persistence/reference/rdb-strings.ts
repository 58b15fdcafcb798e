/**
 * Lengths and strings of an RDB file, in all their forms.
 *
 * Source: `rdbLoadLenByRef` and `rdbGenericLoadStringObject` in Redis 7.0's rdb.c.
 *
 * Left out: handing a long string on in parts.
 *
 * @solution
 */
import { integerText } from "./integer-text.ts";
import { decompressLzf } from "./lzf.ts";
import { STRING_ENCODING } from "./rdb-format.ts";
import type { RdbInput } from "./rdb-input.ts";

/** From this first byte on, a string is not a length and its bytes. */
const FIRST_ENCODING = 0xc0;

/** A length, up to 2^53 - 1. */
export function readLength(input: RdbInput): number {
  const at = input.offset;
  const first = input.byte();
  if (first >= FIRST_ENCODING) input.fail(at, "the encoding of a string in the place of a length");
  return lengthAfter(input, first, at);
}

/**
 * How many items follow, each of which has `bytesEach` bytes at least: no more than the file has
 * room for.
 */
export function readCount(input: RdbInput, bytesEach: number): number {
  const at = input.offset;
  const count = readLength(input);
  input.require(count * bytesEach, at);
  return count;
}

/** A string: the caller's own memory. */
export function readString(input: RdbInput): Uint8Array {
  const at = input.offset;
  const first = input.byte();
  if (first >= FIRST_ENCODING) return readEncoded(input, first - FIRST_ENCODING, at);
  return input.bytes(lengthAfter(input, first, at), at);
}

/** What is left of a length after its first byte, which stands at `at`. */
function lengthAfter(input: RdbInput, first: number, at: number): number {
  if (first < 0x40) return first;
  if (first < 0x80) return (first - 0x40) * 256 + input.byte();
  if (first === 0x80) return input.number(4).getUint32(0);
  if (first !== 0x81) input.fail(at, `no length begins with ${first}`);
  const length = input.number(8).getBigUint64(0);
  if (length > Number.MAX_SAFE_INTEGER) input.fail(at, `a length of ${length}`);
  return Number(length);
}

function readEncoded(input: RdbInput, encoding: number, at: number): Uint8Array {
  switch (encoding) {
    case STRING_ENCODING.int8:
      return integerText(input.number(1).getInt8(0));
    case STRING_ENCODING.int16:
      return integerText(input.number(2).getInt16(0, true));
    case STRING_ENCODING.int32:
      return integerText(input.number(4).getInt32(0, true));
    case STRING_ENCODING.lzf: {
      const compressedLength = readLength(input);
      const length = readLength(input);
      input.require(compressedLength, at);
      return decompressLzf(input.bytes(compressedLength), length, (_, what) =>
        input.fail(at, what),
      );
    }
    default:
      return input.fail(at, `no string is encoded as ${encoding}`);
  }
}
