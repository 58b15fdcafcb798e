/**
 * Tables in levels: drawn or by hand, written to a disk, with a version or a whole store around them; and what a plain
 * list of the writes says of any key.
 *
 *     history    1 put a · 2 put c · 3 delete a · 4 put b · 5 put c · …          as it was written
 *                └── level 2 ──┘ └─ level 1 ─┘ └ level 0 ┘ └ level 0             older writes lie further down
 *
 * A level from 1 on is cut into tables anywhere, also between two versions of one key.
 */
import {
  compareBytes,
  compareInternalKeys,
  encodeInternalKey,
  MAX_SEQUENCE,
  ValueType,
} from "@labs/db-05";
import type { Block } from "@labs/db-06";
import { bloomFilterPolicy, LruCache } from "@labs/db-07";
import {
  applyEdit,
  EMPTY_STATE,
  type FileMetadata,
  Manifest,
  type ManifestState,
  parseFileName,
  TableOutput,
  type TablePlace,
  Tables,
  type Version,
} from "@labs/db-08";
import { type Disk, seededRandom } from "@labs/machine";
import fc from "fast-check";

/** One write. */
export interface Written {
  readonly key: string;
  readonly sequence: number;
  /** Undefined: the key was deleted. */
  readonly value: string | undefined;
}

/** A table that is to be there. */
export interface TableOf {
  readonly level: number;
  readonly number: number;
  /** In any order. */
  readonly writes: readonly Written[];
}

/** The write that gives `key` a value; unless said, one that tells the key and the sequence. */
export const put = (key: string, sequence: number, value = `${key}@${sequence}`): Written => ({
  key,
  sequence,
  value,
});

/** The write that deletes `key`. */
export const gone = (key: string, sequence: number): Written => ({
  key,
  sequence,
  value: undefined,
});

/** A text as bytes, each letter one. */
export const keyBytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "latin1"));

/** Bytes as a text again. */
export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

/** The internal key of a write. */
export const internalKeyOf = ({ key, sequence, value }: Written): Uint8Array =>
  encodeInternalKey(
    keyBytes(key),
    sequence,
    value === undefined ? ValueType.Deletion : ValueType.Value,
  );

/** What the writes say of `key` at `sequence`: its value, `deleted`, or undefined where none is of it. */
export function modelGet(
  writes: readonly Written[],
  key: string,
  sequence = MAX_SEQUENCE,
): { readonly kind: "value"; readonly value: string } | { readonly kind: "deleted" } | undefined {
  let found: Written | undefined;
  for (const write of writes) {
    if (write.key !== key || write.sequence > sequence) continue;
    if (found === undefined || write.sequence > found.sequence) found = write;
  }
  if (found === undefined) return undefined;
  return found.value === undefined ? { kind: "deleted" } : { kind: "value", value: found.value };
}

export interface LevelsOptions {
  /** "db" unless said. */
  readonly directory?: string;
  /** Of LevelDB's filter; 0, no filter, unless said. */
  readonly bloomBitsPerKey?: number;
  readonly blockSizeBytes?: number;
}

/** Where and how tables are written, for TableOutput and writeTable. */
export function placeOn(
  disk: Disk,
  { directory = "db", bloomBitsPerKey = 0, blockSizeBytes = 4096 }: LevelsOptions = {},
): TablePlace {
  const filter = bloomBitsPerKey === 0 ? {} : { filter: bloomFilterPolicy(bloomBitsPerKey) };
  return {
    disk,
    directory,
    table: { compression: "none", blockSizeBytes, ...filter },
    slices: { bytes: 65_536, pause: async () => {} },
  };
}

/** Writes a table of these entries, sorted here, whose keys need not be internal keys that there are. */
export async function rawTable(
  place: TablePlace,
  number: number,
  entries: readonly (readonly [internalKey: Uint8Array, value: Uint8Array])[],
): Promise<FileMetadata> {
  const output = new TableOutput(place, number);
  const sorted = [...entries].sort(([a], [b]) => compareInternalKeys(a, b));
  for (const [key, value] of sorted) output.add(key, value);
  return output.finish();
}

/** Writes these tables, and the state of a store that has them; its directory is made. */
export async function levelsOn(
  disk: Disk,
  tables: readonly TableOf[],
  options: LevelsOptions = {},
): Promise<ManifestState> {
  const { directory = "db" } = options;
  if (directory !== "") disk.makeDirectory(directory);
  const place = placeOn(disk, options);
  const newFiles: { level: number; file: FileMetadata }[] = [];
  for (const { level, number, writes } of tables) {
    const entries = writes.map(
      (write) => [internalKeyOf(write), keyBytes(write.value ?? "")] as const,
    );
    newFiles.push({ level, file: await rawTable(place, number, entries) });
  }
  const last = (of: readonly number[]) => Math.max(0, ...of);
  return applyEdit(EMPTY_STATE, {
    newFiles,
    nextFileNumber: 1 + last(tables.map(({ number }) => number)),
    lastSequence: last(tables.flatMap(({ writes }) => writes.map(({ sequence }) => sequence))),
  });
}

/** The version of `levelsOn`. */
export async function versionOn(
  disk: Disk,
  tables: readonly TableOf[],
  options: LevelsOptions = {},
): Promise<Version> {
  return (await levelsOn(disk, tables, options)).version;
}

/** `levelsOn`, with a MANIFEST and a CURRENT: a store that can be opened. No log counts. */
export async function storeOn(
  disk: Disk,
  tables: readonly TableOf[],
  options: LevelsOptions = {},
): Promise<ManifestState> {
  const state = await levelsOn(disk, tables, options);
  const number = state.nextFileNumber;
  const next = { ...state, nextFileNumber: number + 1 };
  (await Manifest.create(disk, options.directory ?? "db", number, next)).close();
  return next;
}

export interface ReadersOptions extends LevelsOptions {
  /** How many tables are kept open; 0 unless said, so that to ask a table is to open it. */
  readonly maxOpenFiles?: number;
  /** How many bytes of blocks are kept; 0 unless said, so that to need a block is to read it. */
  readonly blockBytes?: number;
}

/** The tables of a directory, to be asked. */
export function readersOf(
  disk: Disk,
  { directory = "db", maxOpenFiles = 0, blockBytes = 0, bloomBitsPerKey = 0 }: ReadersOptions = {},
): Tables {
  const blockCache = new LruCache<Block>({ capacity: blockBytes });
  const filter = bloomBitsPerKey === 0 ? {} : { filter: bloomFilterPolicy(bloomBitsPerKey) };
  return new Tables(disk, directory, { blockCache, maxOpenFiles, ...filter });
}

/** The numbers of the tables that are opened from now on, in order; `splice(0)` begins anew. */
export function openingsOf(disk: Disk): number[] {
  const opened: number[] = [];
  const open = disk.open.bind(disk);
  disk.open = (path, mode) => {
    const file = parseFileName(path.slice(path.lastIndexOf("/") + 1));
    if (mode === "existing" && file?.kind === "table") opened.push(file.number);
    return open(path, mode);
  };
  return opened;
}

/** Drawn levels, and the writes that are in them, oldest first. */
export interface DrawnLevels {
  readonly tables: readonly TableOf[];
  readonly writes: readonly Written[];
}

export interface DrawnLevelsOptions {
  /** The least number of writes; 1 unless said. */
  readonly least?: number;
  readonly most?: number;
}

/** The keys that are drawn; there are others between them. */
export const DRAWN_KEYS = ["", "a", "ab", "b", "ba", "c", "d", "e", "\xff"] as const;

/** Drawn: a history of writes of few keys, in tables of all levels. */
export function anyLevels({
  least = 1,
  most = 40,
}: DrawnLevelsOptions = {}): fc.Arbitrary<DrawnLevels> {
  const one = fc.record({
    key: fc.constantFrom(...DRAWN_KEYS),
    isDeletion: fc.integer({ min: 0, max: 3 }).map((drawn) => drawn === 3),
    /** Whether the next write lies one table, or level, further up. */
    isCut: fc.integer({ min: 0, max: 3 }).map((drawn) => drawn === 3),
    gap: fc.integer({ min: 1, max: 3 }),
  });
  return fc
    .tuple(fc.array(one, { minLength: least, maxLength: most, size: "max" }), fc.nat())
    .map(([drawn, seed]) => levelsOf(drawn, seed));
}

interface DrawnWrite {
  readonly key: string;
  readonly isDeletion: boolean;
  readonly isCut: boolean;
  readonly gap: number;
}

function levelsOf(drawn: readonly DrawnWrite[], seed: number): DrawnLevels {
  const random = seededRandom(seed);
  const writes: Written[] = [];
  const runs: Written[][] = [[]];
  let sequence = 0;
  for (const { key, isDeletion, isCut, gap } of drawn) {
    sequence += gap;
    const write = isDeletion ? gone(key, sequence) : put(key, sequence);
    writes.push(write);
    runs.at(-1)!.push(write);
    if (isCut) runs.push([]);
  }
  const full = runs.filter((run) => run.length > 0);
  // The newest runs are level 0's; each older one is a level, as far down as there are any.
  const inLevels = Math.min(6, random.below(full.length + 1));
  const deepest = 6 - random.below(7 - inLevels);
  const tables: TableOf[] = [];
  // Numbers tell the age in level 0 alone: what a compaction has written may have any.
  const numbers = shuffled(
    Array.from({ length: 2 * writes.length + 2 }, (_, i) => i + 1),
    random,
  );
  for (const [at, run] of full.slice(0, inLevels).entries()) {
    for (const part of cutAnywhere(run, random)) {
      tables.push({ level: deepest - at, number: numbers.pop()!, writes: part });
    }
  }
  const upper = full.slice(inLevels);
  const rising = numbers.splice(0, upper.length).sort((a, b) => a - b);
  for (const [at, run] of upper.entries()) {
    tables.push({ level: 0, number: rising[at]!, writes: run });
  }
  return { tables, writes };
}

/** A run in the order of the keys, in one piece or more. */
function cutAnywhere(
  run: readonly Written[],
  random: { below(bound: number): number },
): (readonly Written[])[] {
  const sorted = [...run].sort((a, b) => compareInternalKeys(internalKeyOf(a), internalKeyOf(b)));
  const parts: Written[][] = [[]];
  for (const write of sorted) {
    if (parts.at(-1)!.length > 0 && random.below(3) === 0) parts.push([]);
    parts.at(-1)!.push(write);
  }
  return parts;
}

function shuffled<T>(all: readonly T[], random: { below(bound: number): number }): T[] {
  const left = [...all];
  const drawn: T[] = [];
  while (left.length > 0) drawn.push(...left.splice(random.below(left.length), 1));
  return drawn;
}

/** Drawn levels in lines, for people. */
export function toldLevels(tables: readonly TableOf[]): string {
  return tables
    .map(({ level, number, writes }) => `\nlevel ${level}, table ${number}: ${toldWrites(writes)}`)
    .join("");
}

/** Writes in a line. */
export function toldWrites(writes: readonly Written[]): string {
  return [...writes]
    .sort((a, b) => compareBytes(keyBytes(a.key), keyBytes(b.key)) || b.sequence - a.sequence)
    .map(
      ({ key, sequence, value }) =>
        `${JSON.stringify(key)} ${sequence}${value === undefined ? " gone" : ""}`,
    )
    .join(", ");
}
