/**
 * Entries as plain data, in an order that is made by sorting; nothing here is made with the lab's
 * own code.
 */
import { ValueType } from "@labs/db-05";
import fc from "fast-check";

/** One write of one key. */
export type Entry = {
  readonly userKey: Uint8Array;
  readonly sequence: number;
  readonly type: ValueType;
  readonly value: Uint8Array;
};

const { Deletion, Value } = ValueType;
const NO_BYTES = new Uint8Array();

/** The bytes of a text. */
export const utf8 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));

/** `count` bytes that tell places apart. */
export function filled(count: number, from = 0): Uint8Array {
  return Uint8Array.from({ length: count }, (_, at) => (at * 31 + from) & 0xff);
}

export const put = (key: string, sequence: number, value: string): Entry => ({
  userKey: utf8(key),
  sequence,
  type: Value,
  value: utf8(value),
});

export const del = (key: string, sequence: number): Entry => ({
  userKey: utf8(key),
  sequence,
  type: Deletion,
  value: NO_BYTES,
});

/** The internal key of an entry: by arithmetic on 64 bits. */
export function internalKeyOf({ userKey, sequence, type }: Omit<Entry, "value">): Uint8Array {
  const key = Buffer.alloc(userKey.length + 8);
  key.set(userKey);
  key.writeBigUInt64LE(BigInt(sequence) * 256n + BigInt(type), userKey.length);
  return Uint8Array.from(key);
}

/** Below zero, zero or above it: by user key, then the newest first, then values before deletions. */
export function order(a: Omit<Entry, "value">, b: Omit<Entry, "value">): number {
  return (
    Buffer.compare(a.userKey, b.userKey) ||
    b.sequence - a.sequence ||
    Number(b.type) - Number(a.type)
  );
}

/** The entries in their order. */
export const inOrder = (entries: readonly Entry[]): Entry[] => entries.toSorted(order);

/** What is seen at `sequence`: of each user key the newest that is not newer, unless it is a deletion. */
export function seenAt(entries: readonly Entry[], sequence: number): Entry[] {
  const seen = inOrder(entries.filter((entry) => entry.sequence <= sequence));
  const newest = seen.filter(
    ({ userKey }, i) => i === 0 || Buffer.compare(seen[i - 1]!.userKey, userKey) !== 0,
  );
  return newest.filter(({ type }) => type === Value);
}

/** Thirteen keys, many of them the beginning of another. */
export const userKeys = fc
  .array(fc.constantFrom(0x00, 0x61, 0xff), { maxLength: 2 })
  .map((bytes) => Uint8Array.from(bytes));

/** Up to `maxLength` writes under the sequences 1, 2, 3 …, a third of them deletions. */
export function histories(maxLength = 40): fc.Arbitrary<Entry[]> {
  const write = fc.record({
    userKey: userKeys,
    type: fc.constantFrom(Value, Value, Deletion),
    length: fc.constantFrom(0, 1, 5, 40),
  });
  return fc.array(write, { maxLength, size: "max" }).map((writes) =>
    writes.map(({ userKey, type, length }, i) => ({
      userKey,
      sequence: i + 1,
      type,
      value: type === Value ? filled(length, i) : NO_BYTES,
    })),
  );
}

/** For people: `"a" 7 value`. */
export function entryText({ userKey, sequence, type }: Omit<Entry, "value">): string {
  const text = [...userKey].map((byte) =>
    byte >= 0x20 && byte < 0x7f
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, "0")}`,
  );
  return `"${text.join("")}" ${sequence} ${type === Value ? "value" : "deletion"}`;
}

/** For people: what an internal key says; bytes that are none in hex. */
export function internalText(key: Uint8Array): string {
  const at = key.length - 8;
  if (at < 0) return `no internal key: ${Buffer.from(key).toString("hex")}`;
  const tag = Buffer.from(key).readBigUInt64LE(at);
  const type = Number(tag & 0xffn);
  if (type > 1) return `no internal key: ${Buffer.from(key).toString("hex")}`;
  return entryText({
    userKey: key.subarray(0, at),
    sequence: Number(tag >> 8n),
    type: type as ValueType,
  });
}

/** For people: the entries, in one line. */
export const historyText = (entries: readonly Entry[]): string =>
  entries.length === 0 ? "nothing" : entries.map(entryText).join(", ");
