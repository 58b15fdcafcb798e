/**
 * Loads, and whole stores under them: what the laws of steps 5 to 8 write, and what it came to.
 *
 *     fill in order · fill at random · overwrite · delete-heavy        each by leveled, size-tiered, and by nobody
 *
 * Everything is small, so that a few thousand writes fill three levels and more. The disk, the order of the work and the
 * skip lists are the same each time: counts do not vary.
 */
import { encodeInternalKey, type InternalIterator, ValueType } from "@labs/db-05";
import {
  type Compactor,
  type FileMetadata,
  LsmStore,
  type StoreOptions,
  Version,
} from "@labs/db-08";
import { type CompactionLimits, limitsOf } from "@labs/db-09";
import { type Random, seededRandom } from "@labs/machine";
import type { SimDisk } from "@labs/machine/sim";

/** Where the stores of these laws are: the disk's root, whose own name is durable. */
export const DIRECTORY = "";

/** Limits under which a hundred kilobytes fill three levels. */
export const TINY: CompactionLimits = limitsOf({
  level1Bytes: 20_000,
  factor: 4,
  tableBytes: 4_000,
});

/** How much a memtable takes before it is written to a table: about 25 entries of a load. */
export const WRITE_BUFFER_BYTES = 4_000;

/** A write: a put, or a deletion where there is no value. */
export interface Deed {
  readonly key: string;
  readonly value?: string;
}

/** The bytes of a text. */
export const utf8 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));

/** The text of bytes. */
export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

/** 16 bytes that sort as their numbers do. */
export const keyOf = (number: number): string => `key ${String(number).padStart(12, "0")}`;

/** 100 bytes that differ from one writing to the next. */
export const textAt = (number: number): string => `value ${number} `.padEnd(100, ".");

const put = (number: number, at: number): Deed => ({ key: keyOf(number), value: textAt(at) });

/** What is written, by name; each has so many writes, 116 bytes each where it is a put. */
export const LOADS = {
  "fill in order": (count) => Array.from({ length: count }, (_, at) => put(at, at)),
  "fill at random": (count, random) => shuffled(count, random).map((number, at) => put(number, at)),
  overwrite: (count, random) =>
    Array.from({ length: count }, (_, at) => put(random.below(count / 4), at)),
  "delete-heavy": (count, random) =>
    Array.from({ length: count }, (_, at) => {
      const number = random.below(count / 2);
      return random.below(2) === 0 ? { key: keyOf(number) } : put(number, at);
    }),
} satisfies Record<string, (count: number, random: Random) => Deed[]>;

export type LoadName = keyof typeof LOADS;
export const LOAD_NAMES = Object.keys(LOADS) as LoadName[];

/** Numbers below `count`, each once, in an order that is drawn. */
export function shuffled(count: number, random: Random): number[] {
  const numbers = Array.from({ length: count }, (_, at) => at);
  for (let left = count; left > 1; left--) {
    const at = random.below(left);
    [numbers[at], numbers[left - 1]] = [numbers[left - 1]!, numbers[at]!];
  }
  return numbers;
}

/** What the deeds leave. */
export function modelOf(deeds: readonly Deed[]): Map<string, string> {
  const model = new Map<string, string>();
  for (const { key, value } of deeds) {
    if (value === undefined) model.delete(key);
    else model.set(key, value);
  }
  return model;
}

/** A model's entries in the order of the keys, as `entriesOf` has them. */
export const sorted = (model: ReadonlyMap<string, string>): [string, string][] =>
  [...model].sort(([a], [b]) => (a < b ? -1 : 1));

/** The keys' and values' bytes. */
export const bytesOfDeeds = (deeds: Iterable<Deed>): number => {
  let bytes = 0;
  for (const { key, value = "" } of deeds) bytes += key.length + value.length;
  return bytes;
};

/** Does one of them. */
export const write = (store: LsmStore, { key, value }: Deed): Promise<void> =>
  value === undefined ? store.delete(utf8(key)) : store.put(utf8(key), utf8(value));

/** All that the store has, from the first to the last. */
export const entriesOf = (store: LsmStore): [string, string][] =>
  Array.from(store.entries(), ([key, value]) => [textOf(key), textOf(value)]);

/** How a store is opened here, with a compactor or without one. */
export function optionsOf(compactor?: Compactor, more: StoreOptions = {}): StoreOptions {
  return {
    writeBufferBytes: WRITE_BUFFER_BYTES,
    compression: "none",
    random: seededRandom(7),
    ...(compactor === undefined ? {} : { compactor }),
    ...more,
  };
}

/** Opens one in the directory of these laws. */
export const opened = (
  disk: SimDisk,
  compactor?: Compactor,
  more: StoreOptions = {},
): Promise<LsmStore> => LsmStore.open(disk, DIRECTORY, optionsOf(compactor, more));

/** The compactor, but that nobody is held up: for the steps before that in which writers wait. */
export const unhurried = (compactor: Compactor): Compactor => ({
  next: (host) => compactor.next(host),
  pressure: () => "none",
});

/** A version with so many tables in each level. */
export function versionOf(tables: readonly number[], sizeBytes = 100): Version {
  let number = 0;
  const key = (at: number) => encodeInternalKey(utf8(`key ${100 + at}`), 1, ValueType.Value);
  const newFiles = tables.flatMap((length, level) =>
    Array.from({ length }, (_, at) => {
      number += 1;
      const file: FileMetadata = {
        number,
        sizeBytes,
        smallest: key(2 * at),
        largest: key(2 * at + 1),
      };
      return { level, file };
    }),
  );
  return Version.empty.apply({ newFiles });
}

/** How many runs a version has: tables of level 0, and other levels that have any. */
export const runsOf = ({ levels: [newest, ...older] }: Version): number =>
  newest!.length + older.filter((files) => files.length > 0).length;

/** How many bytes the tables of a version have. */
export const tableBytesOf = ({ levels }: Version): number =>
  levels.flat().reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

/** How many entries an iterator comes by, from the first to the last; it is closed. */
export function countOf(iterator: InternalIterator): number {
  let count = 0;
  for (iterator.seekToFirst(); iterator.isValid; iterator.next()) count += 1;
  iterator.close();
  return count;
}

/** What a process writes until it is killed: always the same. */
export const killedDeeds = (): Deed[] => LOADS["delete-heavy"](20_000, seededRandom(11));
