/**
 * Edits, files and states: made in a line, told as texts, written out by hand, and read by a reader too simple to be
 * wrong.
 *
 * What is told leaves out what a solution may add of its own to a file or an edit.
 */
import { crc32c, encodeRecord } from "@labs/db-03";
import {
  compareInternalKeys,
  encodeInternalKey,
  internalKeyText,
  parseInternalKey,
  ValueType,
} from "@labs/db-05";
import {
  EMPTY_STATE,
  type FileMetadata,
  filePath,
  type ManifestState,
  type Version,
  type VersionEdit,
} from "@labs/db-08";
import { SimDisk } from "@labs/machine/sim";
import fc from "fast-check";

/** Longer keys are not told whole. */
const LONG_KEY = 40;

/** LevelDB's name for the order of bytes. */
export const BYTEWISE = "leveldb.BytewiseComparator";

/** A user key as a text, and a sequence; as many as there are of a deletion are told by a third. */
export type Key = readonly [userKey: string, sequence: number, type?: ValueType];

/** The internal key. */
export const keyOf = ([userKey, sequence, type = ValueType.Value]: Key): Uint8Array =>
  encodeInternalKey(Uint8Array.from(Buffer.from(userKey, "latin1")), sequence, type);

/** A file of this number from one key to another; of 100 bytes for each number unless said. */
export const fileOf = (
  number: number,
  smallest: Key,
  largest: Key,
  sizeBytes = 100 * number,
): FileMetadata => ({ number, sizeBytes, smallest: keyOf(smallest), largest: keyOf(largest) });

/** An edit that adds this file. */
export const adding = (level: number, ...files: readonly FileMetadata[]): VersionEdit => ({
  newFiles: files.map((file) => ({ level, file })),
});

/** An internal key; of a long one its end, and what tells it from others. */
function toldKey(key: Uint8Array): string {
  if (key.length <= LONG_KEY) return internalKeyText(key);
  return `${internalKeyText(key.subarray(-LONG_KEY))}, the end of ${key.length} bytes, checksum ${crc32c(key)}`;
}

/** A file in a line. */
export const toldFile = ({ number, sizeBytes, smallest, largest }: FileMetadata): string =>
  `${number} of ${sizeBytes}: ${toldKey(smallest)} … ${toldKey(largest)}`;

/** The files of each level. */
export const toldVersion = ({ levels }: Version): string[][] =>
  levels.map((files) => files.map(toldFile));

/** Everything in a state. */
export function toldState(state: ManifestState) {
  return {
    numbers: [state.logNumber, state.prevLogNumber, state.nextFileNumber, state.lastSequence],
    pointers: [...state.compactPointers]
      .sort(([a], [b]) => a - b)
      .map(([level, key]) => `${level}: ${toldKey(key)}`),
    levels: toldVersion(state.version),
  };
}

/** Everything in an edit; what is absent is not in it. */
export function toldEdit(edit: VersionEdit): Record<string, unknown> {
  const told = {
    comparator: edit.comparator,
    logNumber: edit.logNumber,
    prevLogNumber: edit.prevLogNumber,
    nextFileNumber: edit.nextFileNumber,
    lastSequence: edit.lastSequence,
    compactPointers: edit.compactPointers?.map(({ level, key }) => `${level}: ${toldKey(key)}`),
    deletedFiles: edit.deletedFiles?.map(({ level, number }) => `${level}: ${number}`),
    newFiles: edit.newFiles?.map(({ level, file }) => `${level}: ${toldFile(file)}`),
  };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
}

/** Bytes from numbers and texts, one behind the other. */
export function bytes(...parts: readonly (number | string | Uint8Array)[]): Uint8Array {
  return Uint8Array.from(
    Buffer.concat(
      parts.map((part) => {
        if (typeof part === "number") return Uint8Array.of(part);
        return typeof part === "string" ? Buffer.from(part, "latin1") : part;
      }),
    ),
  );
}

/** A varint, by division. */
export function varint(value: number): Uint8Array {
  const groups: number[] = [];
  let rest = BigInt(value);
  for (; rest >= 128n; rest /= 128n) groups.push(Number(rest % 128n) + 128);
  return Uint8Array.of(...groups, Number(rest));
}

const prefixed = (what: Uint8Array): Uint8Array => bytes(varint(what.length), what);

/** An edit's fields as LevelDB writes them, in its order; each for itself. */
export function fieldsOf(edit: VersionEdit): Uint8Array[] {
  const fields: Uint8Array[] = [];
  const number = (tag: number, value: number | undefined) => {
    if (value !== undefined) fields.push(bytes(tag, varint(value)));
  };
  if (edit.comparator !== undefined) {
    fields.push(bytes(1, prefixed(Uint8Array.from(Buffer.from(edit.comparator)))));
  }
  number(2, edit.logNumber);
  number(9, edit.prevLogNumber);
  number(3, edit.nextFileNumber);
  number(4, edit.lastSequence);
  for (const { level, key } of edit.compactPointers ?? []) {
    fields.push(bytes(5, level, prefixed(key)));
  }
  for (const { level, number } of edit.deletedFiles ?? []) {
    fields.push(bytes(6, level, varint(number)));
  }
  for (const { level, file } of edit.newFiles ?? []) {
    const { number, sizeBytes, smallest, largest } = file;
    fields.push(
      bytes(7, level, varint(number), varint(sizeBytes), prefixed(smallest), prefixed(largest)),
    );
  }
  return fields;
}

class None extends Error {}

/** What a record says, field by field; undefined where it is no edit. */
export function modelEdit(record: Uint8Array): VersionEdit | undefined {
  let at = 0;
  const take = (count: number): Uint8Array => {
    if (record.length - at < count) throw new None();
    at += count;
    return Uint8Array.from(record.subarray(at - count, at));
  };
  const number = (most: bigint, mostBytes: number): number => {
    let value = 0n;
    for (let group = 0; group < mostBytes; group++) {
      const byte = take(1)[0]!;
      value += BigInt(byte % 128) * 128n ** BigInt(group);
      if (byte < 128) {
        if (value > most) throw new None();
        return Number(value);
      }
    }
    throw new None();
  };
  const number32 = () => number(2n ** 32n - 1n, 5);
  const number64 = () => number(2n ** 53n - 1n, 10);
  const text = () => take(number32());
  const level = () => {
    const value = number32();
    if (value > 6) throw new None();
    return value;
  };
  const internalKey = () => {
    const key = text();
    if (parseInternalKey(key) === undefined) throw new None();
    return key;
  };
  const edit: Record<string, unknown> = {};
  const list = (name: string, value: unknown) => {
    edit[name] = [...((edit[name] as unknown[] | undefined) ?? []), value];
  };
  try {
    while (at < record.length) {
      const tag = number32();
      if (tag === 1) edit.comparator = Buffer.from(text()).toString();
      else if (tag === 2) edit.logNumber = number64();
      else if (tag === 3) edit.nextFileNumber = number64();
      else if (tag === 4) edit.lastSequence = number64();
      else if (tag === 5) list("compactPointers", { level: level(), key: internalKey() });
      else if (tag === 6) list("deletedFiles", { level: level(), number: number64() });
      else if (tag === 7) {
        const to = level();
        const [fileNumber, sizeBytes] = [number64(), number64()];
        const [smallest, largest] = [internalKey(), internalKey()];
        if (compareInternalKeys(smallest, largest) > 0) throw new None();
        list("newFiles", { level: to, file: { number: fileNumber, sizeBytes, smallest, largest } });
      } else if (tag === 9) edit.prevLogNumber = number64();
      else throw new None();
    }
  } catch (error) {
    if (error instanceof None) return undefined;
    throw error;
  }
  return edit;
}

/** Drawn: an internal key, often one of few. */
export const anyKey: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    fc.oneof(
      fc.constantFrom("", "a", "b", "ab", "\xff"),
      fc.integer({ min: 1, max: 140 }).map((length) => "many".repeat(35).slice(0, length)),
    ),
    fc.oneof(fc.integer({ min: 0, max: 9 }), fc.maxSafeNat()),
    fc.constantFrom(ValueType.Deletion, ValueType.Value),
  )
  .map(keyOf);

/** Drawn: numbers of every length. */
export const anyNumber: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 0, max: 300 }),
  fc.constantFrom(2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 49, Number.MAX_SAFE_INTEGER),
  fc.maxSafeNat(),
);

const anyFile: fc.Arbitrary<FileMetadata> = fc
  .tuple(anyNumber, anyNumber, anyKey, anyKey)
  .map(([number, sizeBytes, a, b]) => {
    const [smallest, largest] = [a, b].sort(compareInternalKeys) as [Uint8Array, Uint8Array];
    return { number, sizeBytes, smallest, largest };
  });

const anyLevel = fc.integer({ min: 0, max: 6 });
const few = { minLength: 1, maxLength: 3 };

/** Drawn: an edit with any of its fields; whether it fits anything is not looked at. */
export const anyEdit: fc.Arbitrary<VersionEdit> = fc.record(
  {
    comparator: fc.constantFrom(BYTEWISE, "", "a name of another order"),
    logNumber: anyNumber,
    prevLogNumber: anyNumber,
    nextFileNumber: anyNumber,
    lastSequence: anyNumber,
    compactPointers: fc.array(fc.record({ level: anyLevel, key: anyKey }), few),
    deletedFiles: fc.array(fc.record({ level: anyLevel, number: anyNumber }), few),
    newFiles: fc.array(fc.record({ level: anyLevel, file: anyFile }), few),
  },
  { requiredKeys: [] },
);

/** What a MANIFEST begins with: the four numbers and the comparator. */
export const beginning = (more: VersionEdit = {}): VersionEdit => ({
  comparator: BYTEWISE,
  logNumber: 3,
  prevLogNumber: 0,
  nextFileNumber: 20,
  lastSequence: 100,
  ...more,
});

/** A log of these records, and where each begins. */
export function logOf(records: readonly Uint8Array[]): {
  readonly bytes: Uint8Array;
  readonly starts: readonly number[];
} {
  let log = new Uint8Array();
  const starts: number[] = [];
  for (const record of records) {
    starts.push(log.length);
    log = bytes(log, encodeRecord(record, log.length)) as Uint8Array<ArrayBuffer>;
  }
  return { bytes: log, starts };
}

/** The log of these edits. */
export const manifestOf = (edits: readonly VersionEdit[]) =>
  logOf(edits.map((edit) => bytes(...fieldsOf(edit))));

/** A disk on which CURRENT of directory "db" names MANIFEST-000004, which has these bytes. */
export function diskWith(manifest: Uint8Array, directory = "db"): SimDisk {
  const disk = new SimDisk();
  disk.install(filePath(directory, "manifest", 4), manifest);
  const current = filePath(directory, "manifest", 4).replace(/MANIFEST.*/, "CURRENT");
  disk.install(current, bytes("MANIFEST-000004\n"));
  return disk;
}

/** A state by hand: what is not said is that of a store without anything. */
export const stateWith = (
  version: Version,
  rest: Partial<Omit<ManifestState, "version">> = {},
): ManifestState => ({ ...EMPTY_STATE, ...rest, version });
