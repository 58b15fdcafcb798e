/**
 * Internal keys: a user's key, and which write it was.
 *
 *     ┌──────────────────┬──────┬──────────────────────────┐
 *     │ user key         │ type │ sequence                 │     the last 8 bytes are the tag: a number of 64 bits,
 *     │ any bytes        │  1   │ 7 bytes, lowest first    │     lowest byte first: sequence · 256 + type
 *     └──────────────────┴──────┴──────────────────────────┘
 *
 *     order    "a" 9 value  ·  "a" 4 deletion  ·  "a" 2 value  ·  "aa" 7 value  ·  "b" 1 value
 *              └─── one user key: the newest first ────────┘
 *
 * Nothing is ever changed in place: a write adds an entry under the next sequence number, and a deletion is such an entry
 * too. So the order is by user key, as bytes; and for the same user key by tag, the greatest first. Who looks for a key
 * as it was at sequence 5 seeks the tag (5, value), and the first entry from there on is the newest that was visible.
 *
 * Source: LevelDB db/dbformat.h (InternalKeyComparator, PackSequenceAndType).
 *
 * Left out: other orders than that of the bytes; sequences of 2^53 and more, which LevelDB allows up to 2^56 - 1: no
 * store of anybody's has come so far, and what is read with one is damage.
 */
import { assert } from "@labs/machine";

/** What an entry says of its key. The numbers are LevelDB's, on disk. */
export const ValueType = {
  /** It is gone: a tombstone. */
  Deletion: 0,
  /** It has this value. */
  Value: 1,
} as const;

export type ValueType = (typeof ValueType)[keyof typeof ValueType];

/** The greatest sequence number: 2^53 - 1. Who sees at it sees everything. */
export const MAX_SEQUENCE = Number.MAX_SAFE_INTEGER;

/** How many bytes of an internal key are not the user's. */
export const TAG_SIZE_BYTES = 8;

const TWO_32 = 2 ** 32;

/** An internal key in its parts. */
export interface ParsedInternalKey {
  /** Borrowed. */
  readonly userKey: Uint8Array;
  readonly sequence: number;
  readonly type: ValueType;
}

/**
 * Less than 0, 0 or more than 0, as `a` comes before `b`, is the same, or comes behind: byte by byte, each from 0 to 255; a
 * beginning of the other comes before it.
 *
 * @step 1
 */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = a[at]! - b[at]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/**
 * The internal key of `userKey` (copied), written as `sequence`, from 0 to MAX_SEQUENCE (else InvariantError).
 *
 * @step 1
 */
export function encodeInternalKey(
  userKey: Uint8Array,
  sequence: number,
  type: ValueType,
): Uint8Array {
  const key = new Uint8Array(userKey.length + TAG_SIZE_BYTES);
  key.set(userKey);
  writeTag(key, userKey.length, sequence, type);
  return key;
}

/**
 * Writes the tag's 8 bytes at `offset` of `target`. A sequence that is negative, has a fraction or
 * is above MAX_SEQUENCE is a bug (InvariantError).
 *
 * @step 1
 */
export function writeTag(
  target: Uint8Array,
  offset: number,
  sequence: number,
  type: ValueType,
): void {
  assert(Number.isSafeInteger(sequence) && sequence >= 0, `a sequence: ${sequence}`);
  let low = sequence % TWO_32;
  let high = (sequence - low) / TWO_32;
  target[offset] = type;
  for (let at = offset + 1; at < offset + 5; at++, low >>>= 8) target[at] = low;
  for (let at = offset + 5; at < offset + 8; at++, high >>>= 8) target[at] = high;
}

/**
 * An internal key in its parts. Undefined for what is none: fewer than 8 bytes, a type that there is not, a sequence above
 * MAX_SEQUENCE.
 *
 * @step 1
 */
export function parseInternalKey(key: Uint8Array): ParsedInternalKey | undefined {
  const at = key.length - TAG_SIZE_BYTES;
  if (at < 0) return undefined;
  const type = key[at];
  if (type !== ValueType.Deletion && type !== ValueType.Value) return undefined;
  const sequence = sequenceOf(key);
  if (sequence > MAX_SEQUENCE) return undefined;
  return { userKey: key.subarray(0, at), sequence, type };
}

/** The user's part of an internal key; borrowed. */
export function userKeyOf(key: Uint8Array): Uint8Array {
  return key.subarray(0, key.length - TAG_SIZE_BYTES);
}

/**
 * The sequence of an internal key, read from its tag; above MAX_SEQUENCE it need not be exact. Allocates nothing.
 *
 * @step 1
 */
export function sequenceOf(key: Uint8Array): number {
  const at = key.length - TAG_SIZE_BYTES;
  const low =
    key[at + 1]! + key[at + 2]! * 2 ** 8 + key[at + 3]! * 2 ** 16 + key[at + 4]! * 2 ** 24;
  const high = key[at + 5]! + key[at + 6]! * 2 ** 8 + key[at + 7]! * 2 ** 16;
  return low + high * TWO_32;
}

/**
 * Compares internal keys: by user key, as `compareBytes` does; for the same user key the greater tag comes first. Keys have
 * 8 bytes at least. The tags are compared as they stand, so also those above MAX_SEQUENCE.
 *
 * @step 1
 */
export function compareInternalKeys(a: Uint8Array, b: Uint8Array): number {
  return compareInternalKeysAt(a, 0, a.length, b, 0, b.length);
}

/**
 * Compares two internal keys where they lie, as `compareInternalKeys` does: the bytes of `a` from
 * `aStart` to `aEnd`, and those of `b` from `bStart` to `bEnd`. Allocates nothing.
 *
 * @step 1
 */
export function compareInternalKeysAt(
  a: Uint8Array,
  aStart: number,
  aEnd: number,
  b: Uint8Array,
  bStart: number,
  bEnd: number,
): number {
  const aLength = aEnd - aStart - TAG_SIZE_BYTES;
  const bLength = bEnd - bStart - TAG_SIZE_BYTES;
  const length = Math.min(aLength, bLength);
  for (let at = 0; at < length; at++) {
    const difference = a[aStart + at]! - b[bStart + at]!;
    if (difference !== 0) return difference;
  }
  if (aLength !== bLength) return aLength - bLength;
  for (let at = length + TAG_SIZE_BYTES - 1; at >= length; at--) {
    const difference = b[bStart + at]! - a[aStart + at]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * The internal key from which on stands what was visible of `userKey` at `sequence`: the newest entry that is not newer.
 *
 * @step 1
 */
export function seekKey(userKey: Uint8Array, sequence: number): Uint8Array {
  return encodeInternalKey(userKey, sequence, ValueType.Value);
}

/**
 * An internal key for people: `"apple" 7 value`; bytes that are not printable ASCII as `\x00`. What is none is told in hex.
 */
export function internalKeyText(key: Uint8Array): string {
  const parsed = parseInternalKey(key);
  if (parsed === undefined) return `no internal key: ${Buffer.from(key).toString("hex")}`;
  const { userKey, sequence, type } = parsed;
  return `${bytesText(userKey)} ${sequence} ${type === ValueType.Value ? "value" : "deletion"}`;
}

/** Bytes in quotes, for people: printable ASCII as it is, the rest as `\x00`. */
export function bytesText(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => {
    const isPlain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
    return isPlain ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`;
  });
  return `"${text.join("")}"`;
}
