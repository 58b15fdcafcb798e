/**
 * Varints: whole numbers in as few bytes as they need.
 *
 *     300 = 10 0101100          ac         02
 *                            1 0101100  0 0000010
 *                            │ └ the lowest seven bits, then the next
 *                            └ 1: more bytes follow
 *
 *     0 to 127             1 byte         most lengths of keys and values
 *     up to 2^32 - 1       5 bytes        varint32: lengths
 *     up to 2^64 - 1      10 bytes        varint64: offsets in files
 *
 * Invariant: what is written here has no byte more than it needs. What is read may have: zeros above the number are no
 * damage, since other writers make them, as long as the bytes are not more than 5 or 10.
 *
 * Source: LevelDB util/coding.cc; Protocol Buffers, Encoding, Base 128 Varints.
 *
 * Left out: numbers of 2^53 and more, which no file of anybody's needs; negative ones.
 */
import { NotImplemented } from "@labs/machine";
import type { GrowingBytes } from "./growing-bytes.ts";

const MOST_BYTES_32 = 5;
const MOST_BYTES_64 = 10;
const TWO_32 = 2 ** 32;

/** A place in bytes that are read: from `at` on, and never at `end` or behind it. */
export interface Cursor {
  readonly bytes: Uint8Array;
  /** Moves behind what was read. */
  at: number;
  /** At most the length of `bytes`. */
  readonly end: number;
}

/**
 * Writes `value`, from 0 to 2^32 - 1 (else InvariantError, and nothing is written), in 1 to 5 bytes.
 *
 * @step 1
 */
export function encodeVarint32(target: GrowingBytes, value: number): void {
  throw new NotImplemented("db-06 step 1: encodeVarint32");
}

/**
 * Writes `value`, from 0 to 2^53 - 1 (else InvariantError, and nothing is written), in 1 to 8 bytes.
 *
 * @step 1
 */
export function encodeVarint64(target: GrowingBytes, value: number): void {
  throw new NotImplemented("db-06 step 1: encodeVarint64");
}

/**
 * The number that begins at the cursor, which moves behind it. Undefined, and the cursor stays, where there is none: the
 * end comes before the last byte, there are more than 5 bytes, or it is above 2^32 - 1.
 *
 * @step 1
 */
export function decodeVarint32(cursor: Cursor): number | undefined {
  throw new NotImplemented("db-06 step 1: decodeVarint32");
}

/**
 * The number that begins at the cursor, which moves behind it. Undefined, and the cursor stays, where there is none: the
 * end comes before the last byte, there are more than 10 bytes, or it is above 2^53 - 1.
 *
 * @step 1
 */
export function decodeVarint64(cursor: Cursor): number | undefined {
  throw new NotImplemented("db-06 step 1: decodeVarint64");
}
