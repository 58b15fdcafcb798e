/**
 * Recovery: what is on the disk becomes a log that can be appended to.
 *
 *     00…0.log  │ record │ record │ … │ record │       every one but the last was synced before the
 *     00…7.log  │ record │ record │ … │ record │       next was made: anything wrong in it is rot
 *     00…9.log  │ record │ record │ ? ? ? ? ? ? │
 *                                 ▲ start              the last one: a crash, or rot?
 *
 * How the two are told apart. Let `max` be unsyncedBytesMax, and D the durable part of the last
 * segment when the crash came. D ends where a record ends, and all before it is whole. So a
 * fragment that a crash made bad stands at an `offset` >= D. A record was written only where the
 * file was shorter than D' + max, D' being what was known to be durable then, so D' <= D. It begins
 * at the file's end or at most 6 bytes behind it, after a trailer.
 *
 *     start of any record    <=  D' + max - 1 + 6  <=  D + max + 5  <=  offset + max + 5
 *
 *     offset                                        offset + max + 6
 *     ✗ bad ├──── whole records may be here ────────┤ a whole record that begins here, or later:
 *                 after a crash                       what is bad was durable. That is rot.
 *
 * It says nothing of rot in the last `max` bytes, or where no whole record is found behind it: that
 * looks as a crash does and is cut as one. Nobody can tell them apart by the file alone
 * ("Protocol-Aware Recovery for Consensus-Based Storage", FAST 2018). So the cut is always said.
 *
 * Why it writes again what it has read. A sync that failed in the process before may have left
 * pages in the cache that are marked clean and are not on the device. Reading them proves nothing,
 * and a sync now would pass over them. Only what is written again is dirty again. How much: as
 * above, the last record that anybody began to write begins less than `max` behind what was
 * durable; and it begins no earlier than the last record that is found whole. So all that may be
 * unsynced is behind
 *
 *     (start of the last whole record) - max
 *
 * The same holds for the cut itself: where it was made before, and its sync failed, the cache has
 * the size already and cutting to it changes nothing. One byte more and one less is a change.
 *
 * Invariant: nothing is changed on the disk before all of it was read and judged; but the directory
 * is made.
 *
 * Source: Rebello et al. (USENIX ATC 2020) §4 for what recovery may trust; RocksDB's
 * WALRecoveryMode, of which this is kPointInTimeRecovery for the end of the last segment and
 * kAbsoluteConsistency for all else.
 *
 * Left out: a log whose first segments, or whose last ones, are missing: nothing on the disk tells.
 * A manifest would (LevelDB has one).
 */
import { CorruptionError, type Disk, type DiskFile } from "@labs/machine";
import { DurableFile } from "./durable-file.ts";
import { HEADER_SIZE_BYTES } from "./format.ts";
import type { LogSettings } from "./log-options.ts";
import { LogReader, type ReadOutcome, type Reason } from "./log-reader.ts";
import { segmentFirstIndex, segmentPath } from "./segment-name.ts";

/** What a crash has left behind the last whole record, and recovery has cut off. */
export interface Cut {
  readonly path: string;
  /** Where the file was cut: the end of the last whole record. */
  readonly offset: number;
  /** How many bytes there were from `offset` on. */
  readonly bytes: number;
  /** What was wrong with the first of them that is bad. */
  readonly reason: Reason;
}

/** What was on the disk. */
export interface Recovered {
  /** How many records the log had. */
  readonly records: number;
  /** Absent where nothing was cut. */
  readonly cut?: Cut;
}

/** A file of the log. */
export interface Segment {
  readonly path: string;
  readonly firstIndex: number;
}

/** A log that can be appended to. */
export interface Recovery {
  /** Oldest first, at least one. The last is the one that is appended to. */
  readonly segments: readonly Segment[];
  /** The last segment, open, all of it durable. */
  readonly active: DurableFile;
  /** Of the next record. */
  readonly nextIndex: number;
  readonly recovered: Recovered;
}

/**
 * Opens the log in `directory`, as `Log.open` says. Where it throws, no handle is left open.
 * @step 6
 */
export async function recover(
  disk: Disk,
  directory: string,
  settings: LogSettings,
): Promise<Recovery> {
  if (directory !== "") disk.makeDirectory(directory);
  const segments = segmentsIn(disk, directory);
  const last = segments.at(-1) ?? { path: segmentPath(directory, 0), firstIndex: 0 };
  const firstIndex = segments[0]?.firstIndex ?? 0;
  const nextIndex = readSealed(disk, segments, settings);
  const file = disk.open(last.path, "create");
  try {
    const tail = readTail(file, last, settings);
    await makeDurable(file, tail, settings.unsyncedBytesMax);
    await disk.syncDirectory(directory);
    // Made by us, or by a process that was killed before it came to this.
    if (directory !== "") await disk.syncDirectory(parentOf(directory));
    return {
      segments: segments.length === 0 ? [last] : segments,
      active: new DurableFile(file, tail.end),
      nextIndex: nextIndex + tail.records,
      recovered: {
        records: nextIndex + tail.records - firstIndex,
        ...(tail.cut === undefined ? {} : { cut: tail.cut }),
      },
    };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** @solution */
function segmentsIn(disk: Disk, directory: string): Segment[] {
  const segments: Segment[] = [];
  for (const name of disk.list(directory)) {
    const firstIndex = segmentFirstIndex(name);
    if (firstIndex !== undefined) {
      segments.push({ path: segmentPath(directory, firstIndex), firstIndex });
    }
  }
  return segments;
}

/** @solution */
function parentOf(directory: string): string {
  return directory.slice(0, Math.max(0, directory.lastIndexOf("/")));
}

/**
 * Reads all segments but the last one, and looks at the name of the last.
 * @returns the index that is in that name
 * @throws CorruptionError
 * @solution
 */
function readSealed(disk: Disk, segments: readonly Segment[], settings: LogSettings): number {
  let next = segments[0]?.firstIndex ?? 0;
  for (const [i, segment] of segments.entries()) {
    if (segment.firstIndex !== next) {
      const what = `begins with record ${segment.firstIndex}, and record ${next} comes next`;
      throw new CorruptionError(segment.path, 0, what);
    }
    if (i < segments.length - 1) next += readWhole(disk, segment, settings);
  }
  return next;
}

/**
 * How many records are in a segment that must be whole.
 * @solution
 */
function readWhole(disk: Disk, segment: Segment, settings: LogSettings): number {
  const file = disk.open(segment.path, "existing");
  try {
    const { records, stop } = readRecords(new LogReader(file), segment, settings);
    if (stop.kind !== "end") throw damage(segment, stop);
    return records;
  } finally {
    file.close();
  }
}

/** @solution */
type NoRecord = Exclude<ReadOutcome, { kind: "record" }>;

/** @solution */
type Damage = Exclude<NoRecord, { kind: "end" }>;

/** @solution */
interface Found {
  readonly records: number;
  /** Where the last of them begins; 0 where there is none. */
  readonly lastStart: number;
  /** What it stopped at. */
  readonly stop: NoRecord;
}

/**
 * Hands out the records up to the first thing that is none.
 * @solution
 */
function readRecords(reader: LogReader, segment: Segment, { replay }: LogSettings): Found {
  let [records, lastStart] = [0, 0];
  for (;;) {
    const found = reader.next();
    if (found.kind !== "record") return { records, lastStart, stop: found };
    replay(found.record, segment.firstIndex + records);
    records += 1;
    lastStart = found.start;
  }
}

/**
 * The last segment, as it is to be.
 * @solution
 */
interface Tail {
  readonly records: number;
  readonly lastStart: number;
  readonly end: number;
  readonly cut: Cut | undefined;
}

/** @solution */
function readTail(file: DiskFile, segment: Segment, settings: LogSettings): Tail {
  const reader = new LogReader(file);
  const { records, lastStart, stop } = readRecords(reader, segment, settings);
  if (stop.kind === "end") return { records, lastStart, end: file.size, cut: undefined };
  const clear = stop.offset + settings.unsyncedBytesMax + HEADER_SIZE_BYTES - 1;
  if (lastWholeStart(reader, stop) >= clear) throw damage(segment, stop);
  const { start, reason } = stop;
  const cut = { path: segment.path, offset: start, bytes: file.size - start, reason };
  return { records, lastStart, end: start, cut };
}

/**
 * Where the last record begins that is whole, behind what is damaged; -1 where there is none.
 * @solution
 */
function lastWholeStart(reader: LogReader, first: Damage): number {
  let last = -1;
  let found: ReadOutcome = first;
  while (found.kind === "record" || found.kind === "damaged") {
    last = found.kind === "record" ? found.start : found.resumesAt;
    found = reader.next();
  }
  return last;
}

/** @solution */
function damage(segment: Segment, { offset, reason }: Damage): CorruptionError {
  return new CorruptionError(segment.path, offset, `a fragment that was whole once: ${reason}`);
}

/**
 * Cuts the file to `end`, and makes sure of all before it.
 * @solution
 */
async function makeDurable(
  file: DiskFile,
  { lastStart, end }: Tail,
  unsyncedBytesMax: number,
): Promise<void> {
  const from = Math.max(0, lastStart - unsyncedBytesMax);
  const unsure = file.readExactly(from, end - from);
  file.truncate(end);
  file.truncate(end + 1);
  file.truncate(end);
  file.write(from, unsure);
  await file.sync();
}
