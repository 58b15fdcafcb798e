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
import { type Disk, NotImplemented } from "@labs/machine";
import type { DurableFile } from "./durable-file.ts";
import type { LogSettings } from "./log-options.ts";
import type { Reason } from "./log-reader.ts";

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
  throw new NotImplemented("db-03 step 6: recover");
}
