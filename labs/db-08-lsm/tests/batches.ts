/**
 * Batches as the laws compare them: a list of changes, and the record of it written and read by rules too simple to be
 * wrong.
 */
import { ValueType } from "@labs/db-05";
import { WriteBatch } from "@labs/db-08";
import { CorruptionError } from "@labs/machine";
import fc from "fast-check";

/** What becomes of a key; without a value it is gone. */
export interface Change {
  readonly key: Uint8Array;
  readonly value: Uint8Array | undefined;
}

const HEADER_BYTES = 12;
const TWO_53 = 2n ** 53n;

/** The bytes of a text. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A put of texts. */
export const put = (key: string, value: string): Change => ({
  key: utf8(key),
  value: utf8(value),
});

/** The deletion of a key. */
export const deleted = (key: string): Change => ({ key: utf8(key), value: undefined });

/** A batch of these changes. */
export function batchOf(changes: readonly Change[]): WriteBatch {
  const batch = new WriteBatch();
  for (const change of changes) addTo(batch, change);
  return batch;
}

export function addTo(batch: WriteBatch, { key, value }: Change): void {
  if (value === undefined) batch.delete(key);
  else batch.put(key, value);
}

/** What a batch tells of itself, copied; a type that there is not is no change of this kind. */
export function changesOf(batch: WriteBatch): Change[] {
  const changes: Change[] = [];
  batch.forEach((type, key, value) => {
    const isPut = type === ValueType.Value;
    if (!isPut && (type !== ValueType.Deletion || value.length > 0)) {
      throw new Error(`told of a change of type ${type} with a value of ${value.length} bytes`);
    }
    const copy = isPut ? Uint8Array.from(value) : undefined;
    changes.push({ key: Uint8Array.from(key), value: copy });
  });
  return changes;
}

/** A change in the words of the lab, for accounts. */
export function changeText({ key, value }: Change): string {
  const text = (bytes: Uint8Array) =>
    bytes.length > 20 ? `${bytes.length} bytes` : JSON.stringify(Buffer.from(bytes).toString());
  return value === undefined ? `delete ${text(key)}` : `put ${text(key)} ${text(value)}`;
}

/** The record of these changes, byte by byte. */
export function recordOf(sequence: number, changes: readonly Change[]): Uint8Array {
  const parts = [fixed(BigInt(sequence), 8), fixed(BigInt(changes.length), 4)];
  for (const { key, value } of changes) {
    parts.push(Uint8Array.of(value === undefined ? 0 : 1), prefixed(key));
    if (value !== undefined) parts.push(prefixed(value));
  }
  return joined(parts);
}

/** So many bytes of a number, the lowest first. */
export function fixed(value: bigint, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, at) => Number((value >> BigInt(8 * at)) & 255n));
}

/** Bytes, and their length as a varint before them. */
export function prefixed(bytes: Uint8Array): Uint8Array {
  return joined([varint(bytes.length), bytes]);
}

export function varint(value: number): Uint8Array {
  const groups: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) groups.push(128 + (rest % 128));
  return Uint8Array.from([...groups, rest]);
}

/** All of these, one after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

/** What a record says; undefined where it is no batch. With numbers of any size, and a list that is eaten up. */
export function modelDecoded(
  record: Uint8Array,
): { readonly sequence: number; readonly changes: readonly Change[] } | undefined {
  const rest = [...record];
  if (rest.length < HEADER_BYTES) return undefined;
  const sequence = numberOf(rest.splice(0, 8));
  const count = numberOf(rest.splice(0, 4));
  const changes: Change[] = [];
  while (rest.length > 0) {
    const type = rest.shift();
    const key = eatPrefixed(rest);
    const value = type === 1 ? eatPrefixed(rest) : undefined;
    if (type! > 1 || key === undefined || (type === 1 && value === undefined)) return undefined;
    changes.push({ key, value });
  }
  const last = count === 0n ? sequence : sequence + count - 1n;
  if (BigInt(changes.length) !== count || last >= TWO_53 || sequence >= TWO_53) return undefined;
  return { sequence: Number(sequence), changes };
}

function numberOf(bytes: readonly number[]): bigint {
  return bytes.reduceRight((sum, byte) => 256n * sum + BigInt(byte), 0n);
}

function eatPrefixed(rest: number[]): Uint8Array | undefined {
  const end = rest.findIndex((byte) => byte < 128);
  if (end === -1 || end > 4) return undefined;
  const groups = rest.splice(0, end + 1);
  const length = groups.reduceRight((sum, byte) => 128 * sum + (byte % 128), 0);
  return length > rest.length ? undefined : Uint8Array.from(rest.splice(0, length));
}

/** Whether it is the error of a record at this place that is no batch. */
export function isDamageAt(error: unknown, path: string, offset: number): boolean {
  return error instanceof CorruptionError && error.path === path && error.offset === offset;
}

/** So many bytes, other ones for another seed. */
export function filled(length: number, seed = 0): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8) * 7 + seed * 57 + 1) & 0xff);
}

const anyBytes = fc
  .oneof(
    { weight: 5, arbitrary: fc.uint8Array({ maxLength: 6 }) },
    { weight: 2, arbitrary: fc.uint8Array({ maxLength: 60 }) },
    { weight: 1, arbitrary: fc.integer({ min: 120, max: 400 }).map((length) => filled(length)) },
  )
  .map((bytes) => Uint8Array.from(bytes));

/** Puts and deletions of short and long keys, empty ones among them. */
export const anyChange: fc.Arbitrary<Change> = fc
  .tuple(anyBytes, fc.option(anyBytes, { nil: undefined, freq: 3 }))
  .map(([key, value]) => ({ key, value }));
