/**
 * Logs and memtables under examination: what was written, what a replay finds, and what it has to find.
 */
import { setImmediate } from "node:timers/promises";
import { encodeRecord, LogReader } from "@labs/db-03";
import {
  encodeInternalKey,
  type MemTable,
  sequenceOf,
  TAG_SIZE_BYTES,
  ValueType,
} from "@labs/db-05";
import {
  type DecodedBatch,
  type DroppedTail,
  type LogEnd,
  LoggedTable,
  replayLog,
} from "@labs/db-08";
import type { Trial } from "@labs/grader/testing";
import { type Watched, watched } from "@labs/grader/testing/promises";
import { CorruptionError, type DiskFile, seededRandom } from "@labs/machine";
import { SimDisk, type SimDiskOptions } from "@labs/machine/sim";
import { batchOf, type Change, changesOf, modelDecoded, recordOf } from "./batches.ts";

export const DIRECTORY = "db";
export const LOG = "db/000007.log";
export const ENDS: readonly LogEnd[] = ["whole", "torn", "paranoid"];

/** A write: its changes, and the number of the first. */
export interface Written {
  readonly sequence: number;
  readonly changes: readonly Change[];
}

/** Lets everything go on that waits for nothing. */
export async function turns(count = 4): Promise<void> {
  for (let i = 0; i < count; i++) await setImmediate();
}

/** A disk with an empty directory for a store, whose name is durable. */
export async function diskWithDirectory(options: SimDiskOptions = {}): Promise<SimDisk> {
  const disk = new SimDisk();
  disk.makeDirectory(DIRECTORY);
  await disk.syncDirectory("");
  disk.syncs = options.syncs ?? "soon";
  return disk;
}

/** A disk, and log number 7 on it, empty. */
export async function newTable() {
  const disk = await diskWithDirectory();
  const table = await LoggedTable.create(disk, DIRECTORY, 7, seededRandom(1));
  return { disk, table };
}

/** What has become of the promise, when it has settled. */
export async function settled<Value>(t: Trial, promise: Promise<Value>): Promise<Watched<Value>> {
  const seen = watched(promise);
  await t.within(4000, Promise.allSettled([promise]), "a promise that settles");
  return seen;
}

/** Checks that the promise has rejected with an error of this code, and gives it. */
export function refused(t: Trial, seen: Watched, code: string, what: string): Error {
  t.equal(seen.state, "rejected", what);
  return t.fails(() => {
    throw seen.error;
  }, code) as Error;
}

/** The code of an error's cause. */
export function causeOf(error: unknown): string | undefined {
  return ((error as Error).cause as { code?: string } | undefined)?.code;
}

/** The bytes of a log of these records. */
export function logOf(records: readonly Uint8Array[]): Uint8Array {
  let log: Uint8Array = new Uint8Array();
  for (const record of records) log = Buffer.concat([log, encodeRecord(record, log.length)]);
  return Uint8Array.from(log);
}

/** The bytes of a log of these writes. */
export function logOfWrites(writes: readonly Written[]): Uint8Array {
  return logOf(writes.map(({ sequence, changes }) => recordOf(sequence, changes)));
}

/** Batches with numbers that follow each other, from `first` on. */
export function numbered(batches: readonly (readonly Change[])[], first = 1): Written[] {
  let next = first;
  return batches.map((changes) => {
    const sequence = next;
    next += changes.length;
    return { sequence, changes };
  });
}

/** What a memtable holds, in order; each entry as a text. */
export function heldBy(memtable: MemTable): string[] {
  const entries: string[] = [];
  const at = memtable.iterator();
  for (at.seekToFirst(); at.isValid; at.next()) entries.push(entryText(at.key, at.value));
  at.close();
  return entries;
}

/** What a memtable has to hold after these writes. */
export function heldOf(writes: readonly Written[]): string[] {
  const entries = writes.flatMap(({ sequence, changes }) =>
    changes.map(({ key, value }, i) => ({ key, value, sequence: sequence + i })),
  );
  return entries
    .toSorted((a, b) => Buffer.compare(a.key, b.key) || b.sequence - a.sequence)
    .map(({ key, value, sequence }) => {
      const type = value === undefined ? ValueType.Deletion : ValueType.Value;
      return entryText(encodeInternalKey(key, sequence, type), value ?? new Uint8Array());
    });
}

/** As `internalKeyText` tells it, and faster. */
function entryText(key: Uint8Array, value: Uint8Array): string {
  const end = key.length - TAG_SIZE_BYTES;
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");
  const type = key[end] === ValueType.Value ? `value ${text(value)}` : "deletion";
  return `${text(key.subarray(0, end))} ${sequenceOf(key)} ${type}`;
}

/** What a replay gave: all batches up to the end, or up to the error. */
export interface Replay {
  readonly writes: readonly Written[];
  readonly dropped: DroppedTail | undefined;
  readonly error: Pick<CorruptionError, "path" | "offset"> | undefined;
}

/** Replays a log; errors that are none of damage are thrown. What batches say is looked at when all are there. */
export function replayed(file: DiskFile, end: LogEnd, after?: number): Replay {
  const given: DecodedBatch[] = [];
  const batches = after === undefined ? replayLog(file, end) : replayLog(file, end, after);
  let dropped: DroppedTail | undefined;
  let error: Replay["error"];
  try {
    let step = batches.next();
    for (; !step.done; step = batches.next()) given.push(step.value);
    dropped = step.value;
  } catch (thrown) {
    if (!(thrown instanceof CorruptionError)) throw thrown;
    error = { path: thrown.path, offset: thrown.offset };
  }
  const writes = given.map(({ sequence, batch }) => ({ sequence, changes: changesOf(batch) }));
  return { writes, dropped, error };
}

/** The log of a disk, replayed; its handle is given back. */
export function replayedOn(disk: SimDisk, end: LogEnd): Replay {
  const file = disk.open(LOG, "existing");
  try {
    return replayed(file, end);
  } finally {
    file.close();
  }
}

/** A log that is there to be read: of these bytes, and on no disk. */
export function fileOf(bytes: Uint8Array): DiskFile {
  const refuse = () => {
    throw new Error("the log is borrowed, to be read and no more");
  };
  const read = (offset: number, length: number) =>
    Uint8Array.from(bytes.subarray(offset, offset + length));
  const size = bytes.length;
  return {
    ...{ path: LOG, size, read, readExactly: read },
    ...{ write: refuse, append: refuse, truncate: refuse, sync: refuse, close: refuse },
  };
}

/** A disk whose log has these bytes. */
export function diskWithLog(bytes: Uint8Array): SimDisk {
  const disk = new SimDisk();
  disk.install(LOG, bytes);
  return disk;
}

/** What a replay has to give, by the rules: of db-03's reader, of a batch by the book, and of numbers that rise. */
export function modelReplay(bytes: Uint8Array, end: LogEnd, after = 0): Replay {
  const reader = new LogReader(fileOf(bytes));
  const writes: Written[] = [];
  let last = after;
  for (;;) {
    const found = reader.next();
    const damage = (offset: number) => ({
      writes,
      dropped: undefined,
      error: { path: LOG, offset },
    });
    switch (found.kind) {
      case "end":
        return { writes, dropped: undefined, error: undefined };
      case "record": {
        const write = modelDecoded(found.record);
        if (write === undefined) return damage(found.start);
        if (write.changes.length > 0 && write.sequence <= last) return damage(found.start);
        if (write.changes.length > 0) last = write.sequence + write.changes.length - 1;
        writes.push(write);
        break;
      }
      default: {
        const { kind, start: offset, reason } = found;
        if (end === "whole" || (end === "paranoid" && kind === "damaged"))
          return damage(found.offset);
        const sizeBytes = bytes.length - offset;
        return { writes, dropped: { path: LOG, offset, sizeBytes, reason }, error: undefined };
      }
    }
  }
}

/** A LoggedTable whose writes are noted, with what was promised by which operation of the disk. */
export class Journal {
  readonly disk: SimDisk;
  readonly table: LoggedTable;
  readonly writes: Written[] = [];
  /** By the operation `by`, so many writes were in the file; or were durable. */
  readonly noted: { readonly what: "written" | "durable"; count: number; by: number }[] = [];

  constructor(disk: SimDisk, table: LoggedTable) {
    this.disk = disk;
    this.table = table;
  }

  /** The number of the next change. */
  get next(): number {
    const last = this.writes.at(-1);
    return last === undefined ? 1 : last.sequence + last.changes.length;
  }

  write(changes: readonly Change[]): void {
    const sequence = this.next;
    this.writes.push({ sequence, changes });
    this.table.write(batchOf(changes), sequence);
    this.#note("written");
  }

  async writeSynced(changes: readonly Change[]): Promise<void> {
    const sequence = this.next;
    this.writes.push({ sequence, changes });
    await this.table.writeSynced(batchOf(changes), sequence);
    this.#note("durable");
  }

  async sync(): Promise<void> {
    await this.table.sync();
    this.#note("durable");
  }

  /** How many writes must be found after a crash at this operation. */
  due(at: number, isKill: boolean): number {
    return this.noted.reduce(
      (due, { what, count, by }) =>
        by <= at && (isKill || what === "durable") ? Math.max(due, count) : due,
      0,
    );
  }

  #note(what: "written" | "durable"): void {
    this.noted.push({ what, count: this.writes.length, by: this.disk.operations });
  }
}
