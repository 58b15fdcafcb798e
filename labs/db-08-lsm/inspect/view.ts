/**
 * What is in a store's directory, read and counted; nothing there is changed.
 *
 *     CURRENT ──▶ MANIFEST ──▶ version ──▶ every table, from end to end ──▶ entries, deletions, hidden ones
 *     logs from the log number on ─────────▶ writes that are in no table yet
 *     all of it merged ──────────────────────▶ what can be read now
 *
 * Damage in one file is a line about that file, and no end of the looking: people inspect what is broken. Only without a MANIFEST that can be read
 * is nothing to be seen.
 *
 * Left out: a sample in place of all entries; a store of many gigabytes takes minutes.
 */
import {
  compareBytes,
  type InternalIterator,
  MAX_SEQUENCE,
  MemTable,
  mergingIterator,
  parseInternalKey,
  SnapshotIterator,
  ValueType,
} from "@labs/db-05";
import type { Block } from "@labs/db-06";
import { LruCache } from "@labs/db-07";
import {
  applyBatch,
  type FileMetadata,
  filePath,
  LevelIterator,
  type ManifestState,
  parseFileName,
  readManifest,
  replayLog,
  Tables,
} from "@labs/db-08";
import { CorruptionError, type Disk, DiskError, seededRandom } from "@labs/machine";

/** Entries of one table or log. */
export interface EntryCounts {
  readonly entries: number;
  readonly deletions: number;
  /** Older than another entry of the same user key in the same file. */
  readonly older: number;
}

export interface TableView {
  readonly file: FileMetadata;
  /** Undefined where it cannot be read to its end. */
  readonly counts: EntryCounts | undefined;
  readonly fault: string | undefined;
}

export interface LogView {
  readonly number: number;
  readonly sizeBytes: number;
  readonly counts: EntryCounts;
  readonly fault: string | undefined;
}

export interface StoreView {
  readonly directory: string;
  readonly state: ManifestState;
  /** By level. */
  readonly levels: readonly (readonly TableView[])[];
  /** Those that count, the oldest first. */
  readonly logs: readonly LogView[];
  /** Names of tables, logs and MANIFESTs that the store does not need any more. */
  readonly obsolete: readonly string[];
  /** Of keys and values that can be read now; undefined where damage hides some. */
  readonly live: { readonly keys: number; readonly bytes: number } | undefined;
}

/**
 * Looks at the store at the disk's root; undefined where there is none.
 *
 * @param directory how people call it
 * @throws CorruptionError, StoreError where the MANIFEST cannot be read
 */
export function viewOf(disk: Disk, directory: string): StoreView | undefined {
  const state = readManifest(disk, "");
  if (state === undefined) return undefined;
  const tables = new Tables(disk, "", {
    blockCache: new LruCache<Block>({ capacity: 8 * 1_048_576 }),
    maxOpenFiles: 1000,
  });
  try {
    const levels = state.version.levels.map((files) =>
      files.map((file) => viewOfTable(file, tables)),
    );
    const memtable = new MemTable(seededRandom(1));
    const logs = logNumbers(disk, state).map((number) => viewOfLog(disk, number, memtable));
    const isWhole = [...levels.flat(), ...logs].every(({ fault }) => fault === undefined);
    return {
      directory,
      state,
      levels,
      logs,
      obsolete: obsoleteNames(disk, state),
      live: isWhole ? liveOf(state, memtable, tables) : undefined,
    };
  } finally {
    tables.close();
  }
}

function viewOfTable(file: FileMetadata, tables: Tables): TableView {
  try {
    return { file, counts: countsOf(new LevelIterator([file], tables)), fault: undefined };
  } catch (error) {
    return { file, counts: undefined, fault: faultOf(error) };
  }
}

function viewOfLog(disk: Disk, number: number, memtable: MemTable): LogView {
  const file = disk.open(filePath("", "log", number), "existing");
  const { size } = file;
  const own = new MemTable(seededRandom(1));
  let fault: string | undefined;
  try {
    const batches = replayLog(file, "torn");
    let step = batches.next();
    for (; !step.done; step = batches.next()) {
      applyBatch(step.value.batch, step.value.sequence, own);
      applyBatch(step.value.batch, step.value.sequence, memtable);
    }
    const dropped = step.value;
    if (dropped) fault = `from ${dropped.offset} on it is not whole: ${dropped.reason}`;
  } catch (error) {
    fault = faultOf(error);
  } finally {
    file.close();
  }
  return { number, sizeBytes: size, counts: countsOf(own.iterator()), fault };
}

/** @param entries closed in the end */
function countsOf(entries: InternalIterator): EntryCounts {
  let [count, deletions, older] = [0, 0, 0];
  let userKey: Uint8Array | undefined;
  try {
    for (entries.seekToFirst(); entries.isValid; entries.next()) {
      const parsed = parseInternalKey(entries.key)!;
      count += 1;
      if (parsed.type === ValueType.Deletion) deletions += 1;
      if (userKey !== undefined && compareBytes(userKey, parsed.userKey) === 0) older += 1;
      else userKey = Uint8Array.from(parsed.userKey);
    }
  } finally {
    entries.close();
  }
  return { entries: count, deletions, older };
}

function liveOf({ version }: ManifestState, memtable: MemTable, tables: Tables) {
  const [newest = [], ...levels] = version.levels;
  const runs = [...newest.map((file) => [file]), ...levels];
  const merged = mergingIterator([
    memtable.iterator(),
    ...runs.map((files) => new LevelIterator(files, tables)),
  ]);
  const seen = new SnapshotIterator(merged, MAX_SEQUENCE);
  const live = { keys: 0, bytes: 0 };
  for (seen.seekToFirst(); seen.isValid; seen.next()) {
    live.keys += 1;
    live.bytes += seen.key.length + seen.value.length;
  }
  seen.close();
  return live;
}

function logNumbers(disk: Disk, { logNumber, prevLogNumber }: ManifestState): number[] {
  return disk
    .list("")
    .map(parseFileName)
    .filter((file) => file?.kind === "log")
    .map((file) => file!.number)
    .filter((number) => number >= logNumber || number === prevLogNumber)
    .toSorted((a, b) => a - b);
}

function obsoleteNames(disk: Disk, state: ManifestState): string[] {
  const live = new Set(state.version.levels.flat().map(({ number }) => number));
  const logs = new Set(logNumbers(disk, state));
  const current = currentOf(disk);
  return disk.list("").filter((name) => {
    const file = parseFileName(name);
    if (file === undefined) return false;
    if (file.kind === "table") return !live.has(file.number);
    if (file.kind === "log") return !logs.has(file.number);
    return name !== current;
  });
}

function currentOf(disk: Disk): string {
  const file = disk.open("CURRENT", "existing");
  const name = Buffer.from(file.read(0, file.size)).toString().trim();
  file.close();
  return name;
}

function faultOf(error: unknown): string {
  if (error instanceof CorruptionError || error instanceof DiskError) return error.message;
  throw error;
}
