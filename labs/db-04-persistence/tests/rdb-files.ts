/**
 * RDB files on a simulated disk: read, and held to be read or refused.
 */
import { type RdbContents, type RdbEntry, readRdb } from "@labs/db-04";
import type { Trial } from "@labs/grader/testing";
import { assert, CorruptionError, DiskError, type DiskFile, seededRandom } from "@labs/machine";
import { SimDisk } from "@labs/machine/sim";
import { inOrder, type PlainEntry, plainEntry } from "./rdb-entries.ts";

export const PATH = "data/dump.rdb";

/** A file with these bytes, open. */
export function opened(bytes: Uint8Array): { disk: SimDisk; file: DiskFile } {
  const disk = new SimDisk();
  disk.install(PATH, bytes);
  return { disk, file: disk.open(PATH, "existing") };
}

/** What `readRdb` does with these bytes. */
export function readBytes(
  bytes: Uint8Array,
  offset = 0,
  visit: (entry: RdbEntry) => void = () => {},
): RdbContents {
  return readRdb(inMemory(bytes), visit, offset, seededRandom(1));
}

/** A file that is there to be read: to make a disk takes longer than to read it. */
function inMemory(bytes: Uint8Array): DiskFile {
  const read = (offset: number, length: number): Uint8Array => {
    assert(Number.isSafeInteger(offset) && offset >= 0, `an offset, not ${offset}`);
    assert(Number.isSafeInteger(length) && length >= 0, `a length, not ${length}`);
    return Uint8Array.from(bytes.subarray(offset, offset + length));
  };
  const refuse = (): never => {
    throw new Error("a reader only reads");
  };
  return {
    path: PATH,
    size: bytes.length,
    read,
    readExactly(offset, length) {
      const found = read(offset, length);
      if (found.length < length) throw new DiskError("SHORT_READ", PATH, "read");
      return found;
    },
    ...{ write: refuse, append: refuse, truncate: refuse, sync: refuse, close() {} },
  };
}

/** What is in a file, as plain data and in its order. */
export function contentsOf(bytes: Uint8Array, offset = 0) {
  const entries: PlainEntry[] = [];
  const contents = readBytes(bytes, offset, (entry) => entries.push(plainEntry(entry)));
  return { ...contents, entries };
}

/** The file is read whole, and has these keys in this order. */
export function holds(t: Trial, bytes: Uint8Array, ...entries: PlainEntry[]): void {
  t.did("read", bytes);
  const found = contentsOf(bytes);
  t.equal(found.entries, entries.map(inOrder), "what was visited");
  t.equal(found.end, bytes.length, "end");
}

/** What a refusal must say. */
export type Refusal = {
  /** Where in the file. */
  readonly at?: number;
  /** In the message. */
  readonly says?: string;
  /** Where the RDB file begins. */
  readonly offset?: number;
};

/** The file is refused as corrupt, with its path and an offset within it. */
export function refused(t: Trial, bytes: Uint8Array, refusal: Refusal = {}): void {
  // To say what is read takes longer than to read it.
  if (isRefused(bytes, refusal)) return;
  const { at, says, offset = 0 } = refusal;
  t.did("read", bytes);
  const error = t.fails(() => readBytes(bytes, offset), "CORRUPTION");
  isRefusal(t, error, bytes, offset);
  if (!(error instanceof CorruptionError)) return;
  if (at !== undefined) t.equal(error.offset, at, "the error's offset");
  if (says !== undefined) {
    t.holds(error.message.includes(says), `the message says "${says}": ${error.message}`);
  }
}

function isRefused(bytes: Uint8Array, { at, says = "", offset = 0 }: Refusal): boolean {
  try {
    readBytes(bytes, offset);
    return false;
  } catch (error) {
    if (!(error instanceof CorruptionError) || !isWithin(error, bytes, offset)) return false;
    return (at === undefined || error.offset === at) && error.message.includes(says);
  }
}

const isWithin = ({ path, offset }: CorruptionError, bytes: Uint8Array, from: number): boolean =>
  path === PATH && Number.isInteger(offset) && offset >= from && offset <= bytes.length;

/** An error is a CorruptionError with the path and an offset within the RDB file. */
export function isRefusal(t: Trial, error: unknown, bytes: Uint8Array, from = 0): void {
  t.holds(error instanceof CorruptionError, `a CorruptionError is thrown, not ${error}`);
  if (!(error instanceof CorruptionError)) return;
  t.equal(error.path, PATH, "the error's path");
  const { offset } = error;
  t.holds(
    Number.isInteger(offset) && offset >= from && offset <= bytes.length,
    `the error's offset lies in the file, ${from} to ${bytes.length}: ${offset}`,
  );
}

/** Memory outside the heap that `body` takes, what was freed meanwhile not counted. */
export function memoryTaken(body: () => void): number {
  const before = process.memoryUsage().arrayBuffers;
  body();
  return process.memoryUsage().arrayBuffers - before;
}
