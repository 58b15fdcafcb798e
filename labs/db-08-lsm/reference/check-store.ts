/**
 * checkStore: whether the files of a store agree with one another.
 *
 *     CURRENT ──▶ MANIFEST    log number 12, last sequence 97
 *                    │
 *                    ├──▶ 000009.ldb   16,989 bytes, "apple" 3 … "kiwi" 40      whole? as long? from key to key? none behind 97?
 *                    ├──▶ 000007.ldb   9,001 bytes, …                           not there: missing
 *     000012.log     └    whole? to its end, or to where a crash tore it?
 *     000003.ldb          named by nobody: stray
 *
 *     "kiwi"      logs: 99 ──▶ level 0: 40 ──▶ level 1: 12 ──▶ level 2: 31         31 is newer, and no get will find it: order
 *
 * Each file can be whole and the store wrong all the same: a table of yesterday under today's name, a compaction that put
 * a table into the wrong level. No get and no open sees that. It costs a look at everything: each table is read three times.
 *
 * Source: none; LevelDB has no such check. The invariants are those of db/version_set.h and doc/impl.md.
 *
 * Left out: old MANIFESTs and files in the making, which the next process removes; a store that somebody writes to
 * meanwhile; mending what is wrong.
 */
// @solution
import {
  compareBytes,
  compareInternalKeys,
  type InternalIterator,
  MemTable,
  sequenceOf,
  userKeyOf,
} from "@labs/db-05";
// @solution
import { type Block, checkTable, Table } from "@labs/db-06";
// @solution
import { bloomFilterPolicy, LruCache } from "@labs/db-07";
import type { Disk } from "@labs/machine";
// @solution
import { CorruptionError, unseededRandom } from "@labs/machine";
// @solution
import { StoreError } from "./errors.ts";
// @solution
import { currentPath, filePath, parseFileName, pathOf } from "./file-names.ts";
// @solution
import { LevelIterator } from "./level-iterator.ts";
// @solution
import { applyBatch, type LogEnd, replayLog } from "./logged-table.ts";
// @solution
import { type ManifestState, readManifest } from "./manifest.ts";
// @solution
import { loopSlices } from "./pause.ts";
// @solution
import type { FileMetadata } from "./table-output.ts";
// @solution
import { Tables } from "./tables.ts";
// @solution
import { firstNotBefore, type Version } from "./version.ts";

/**
 * What is wrong with a file:
 *
 * - `missing`: it should be there;
 * - `damage`: its bytes are not what anybody wrote;
 * - `mismatch`: it is whole, and not the file that the MANIFEST speaks of;
 * - `sequence`: it has a write that is newer than the store's last one;
 * - `order`: it has a write that is newer than one of the same key further left, where a get looks first.
 *
 * Two are no faults. A crash leaves such files, and the next process clears them away:
 *
 * - `torn`: the last log ends in the middle of a record;
 * - `stray`: a table, or a log, that nobody names.
 */
export type StoreFaultKind =
  | "missing"
  | "damage"
  | "mismatch"
  | "sequence"
  | "order"
  | "torn"
  | "stray";

/** Something in a store that is to be told. */
export interface StoreFault {
  readonly kind: StoreFaultKind;
  /** The file's. */
  readonly path: string;
  /** Where in it; 0 where it is about the file as a whole. */
  readonly offset: number;
  /** What is wrong, for people. */
  readonly what: string;
}

/**
 * All that is to be told of the store in `directory`, in any order; nothing for one that was closed, be it this engine's
 * or LevelDB's. Nobody writes to it meanwhile. Changes nothing. Never throws for what the bytes are, or which files there
 * are.
 *
 * - The MANIFEST. No CURRENT: `missing` (CURRENT, 0). What `readManifest` throws is `damage`, at the error's path and
 *   offset; but another comparator is a `mismatch` (CURRENT, 0), and then nothing else is looked at.
 * - A table of the version: `missing` (its `.ldb`, 0). Else what `checkTable` finds, with a Bloom filter's policy, is
 *   `damage` at its offset. Of a table without damage: another length, another smallest, another largest key than the
 *   MANIFEST says is one `mismatch` each, at 0; entries above the MANIFEST's last sequence are one `sequence`, at 0.
 * - Any other table, and any log that does not count (see `recover`), is `stray`, at 0; what is in it is not looked at.
 * - The logs that count, as `recover` reads them, the last one that is not empty as `paranoid`: what `replayLog` throws
 *   is `damage` at its offset; a dropped tail is `torn`, at its offset. The log of the log number, if that is not 0:
 *   `missing` (its path, 0).
 * - The places of a get, from left to right: the logs that count, level 0 from the greatest number on, levels 1 to 6. A
 *   table that has an entry of some key that is not older than one further left is an `order`, at 0; once, however many
 *   keys there are. Only entries before a log's bad place, and tables without another fault, count.
 * - Where no MANIFEST can be read, all tables and all logs that are there are looked at for `damage` and `torn`, and
 *   for nothing else; the logs as if all of them counted.
 *
 * Pauses (`loopSlices`) before each table and each log that is looked at. Its handles are given back, also where it
 * rejects.
 *
 * @throws DiskError, as a rejection; but a directory that is not there is a CURRENT that is not
 * @step 9
 */
export async function checkStore(disk: Disk, directory: string): Promise<readonly StoreFault[]> {
  const check = new StoreCheck(disk, directory);
  await check.run();
  return check.faults;
}

/** @solution */
const FILTER = bloomFilterPolicy(10);

/**
 * A place in which a get looks.
 * @solution
 */
interface Place {
  readonly entries: InternalIterator;
  /** None: a log. */
  readonly files: readonly FileMetadata[];
}

/** @solution */
class StoreCheck {
  readonly faults: StoreFault[] = [];
  readonly #disk: Disk;
  readonly #directory: string;
  /** What is in the logs that count. */
  readonly #memtable = new MemTable(unseededRandom());
  /** The tables without a fault. */
  readonly #whole = new Set<number>();

  constructor(disk: Disk, directory: string) {
    this.#disk = disk;
    this.#directory = directory;
  }

  async run(): Promise<void> {
    const state = this.#readManifest();
    if (state === "foreign") return;
    const { tables, logs } = this.#files();
    if (state === undefined) {
      for (const path of tables.values()) {
        await loopSlices.pause();
        this.#checkTable(path);
      }
      await this.#replay([...logs.values()]);
      return;
    }
    await this.#checkTables(state, tables);
    await this.#checkLogs(state, logs);
    this.#checkOrder(state.version);
  }

  /** `foreign` where keys are in another order. */
  #readManifest(): ManifestState | "foreign" | undefined {
    const current = currentPath(this.#directory);
    try {
      const state = readManifest(this.#disk, this.#directory);
      if (state === undefined) this.#fault("missing", current, "there is no CURRENT");
      return state;
    } catch (error) {
      if (error instanceof StoreError) {
        this.#fault("mismatch", current, error.message);
        return "foreign";
      }
      this.#damage(error);
      return undefined;
    }
  }

  /** The paths of all tables and logs, by number, rising. */
  #files(): { readonly tables: Map<number, string>; readonly logs: Map<number, string> } {
    const found = { tables: new Map<number, string>(), logs: new Map<number, string>() };
    if (this.#directory !== "" && !this.#disk.exists(this.#directory)) return found;
    const names = this.#disk.list(this.#directory).toReversed();
    const files = names.flatMap((name) => {
      const file = parseFileName(name);
      return file === undefined ? [] : [{ ...file, path: pathOf(this.#directory, name) }];
    });
    // An .ldb goes before an .sst of its number, and so comes behind it here.
    for (const { kind, number, path } of files.sort((a, b) => a.number - b.number)) {
      if (kind === "table") found.tables.set(number, path);
      if (kind === "log") found.logs.set(number, path);
    }
    return found;
  }

  async #checkTables(state: ManifestState, paths: ReadonlyMap<number, string>): Promise<void> {
    const named = new Map(state.version.levels.flat().map((file) => [file.number, file]));
    for (const [number, path] of paths) {
      if (!named.has(number)) this.#fault("stray", path, "no edit names this table");
    }
    for (const [number, file] of named) {
      const path = paths.get(number);
      if (path === undefined) {
        const lost = filePath(this.#directory, "table", number);
        this.#fault("missing", lost, "the table is not there");
        continue;
      }
      await loopSlices.pause();
      const before = this.faults.length;
      if (this.#checkTable(path)) this.#compare(path, file, state.lastSequence);
      if (this.faults.length === before) this.#whole.add(number);
    }
  }

  /** @returns whether there is no damage in it */
  #checkTable(path: string): boolean {
    const file = this.#disk.open(path, "existing");
    try {
      const faults = checkTable(file, FILTER);
      for (const { offset, what } of faults) this.#fault("damage", path, what, offset);
      return faults.length === 0;
    } finally {
      file.close();
    }
  }

  /** Whether a table without damage is the one that the MANIFEST means. */
  #compare(path: string, { sizeBytes, smallest, largest }: FileMetadata, last: number): void {
    const file = this.#disk.open(path, "existing");
    try {
      if (file.size !== sizeBytes) {
        this.#fault("mismatch", path, `it has ${file.size} bytes, and should have ${sizeBytes}`);
      }
      const entries = Table.open(file).iterator();
      let first: Uint8Array | undefined;
      let key = smallest;
      let newest = 0;
      for (entries.seekToFirst(); entries.isValid; entries.next()) {
        key = Uint8Array.from(entries.key);
        first ??= key;
        newest = Math.max(newest, sequenceOf(key));
      }
      entries.close();
      if (first === undefined || compareBytes(first, smallest) !== 0) {
        this.#fault("mismatch", path, "it begins at another key");
      }
      if (first === undefined || compareBytes(key, largest) !== 0) {
        this.#fault("mismatch", path, "it ends at another key");
      }
      if (newest > last) {
        this.#fault("sequence", path, `it has the write ${newest}, and the last one is ${last}`);
      }
    } finally {
      file.close();
    }
  }

  async #checkLogs(
    { logNumber, prevLogNumber }: ManifestState,
    paths: ReadonlyMap<number, string>,
  ): Promise<void> {
    if (logNumber !== 0 && !paths.has(logNumber)) {
      const lost = filePath(this.#directory, "log", logNumber);
      this.#fault("missing", lost, "the log is not there");
    }
    const counts = (number: number) => number >= logNumber || number === prevLogNumber;
    for (const [number, path] of paths) {
      if (!counts(number)) this.#fault("stray", path, "what is in this log is in tables");
    }
    await this.#replay([...paths].filter(([number]) => counts(number)).map(([, path]) => path));
  }

  async #replay(paths: readonly string[]): Promise<void> {
    const lastUsed = paths.findLastIndex((path) => this.#sizeOf(path) > 0);
    let after = 0;
    for (const [at, path] of paths.entries()) {
      await loopSlices.pause();
      after = this.#replayLog(path, at < lastUsed ? "whole" : "paranoid", after);
    }
  }

  /** @returns the number of the last write in it, or before */
  #replayLog(path: string, end: LogEnd, after: number): number {
    const file = this.#disk.open(path, "existing");
    let last = after;
    try {
      const batches = replayLog(file, end, after);
      let step = batches.next();
      for (; !step.done; step = batches.next()) {
        const { sequence, batch } = step.value;
        applyBatch(batch, sequence, this.#memtable);
        if (batch.count > 0) last = sequence + batch.count - 1;
      }
      if (step.value !== undefined) {
        const { offset, sizeBytes, reason } = step.value;
        this.#fault("torn", path, `its last ${sizeBytes} bytes are no record: ${reason}`, offset);
      }
    } catch (error) {
      this.#damage(error);
    } finally {
      file.close();
    }
    return last;
  }

  #sizeOf(path: string): number {
    const file = this.#disk.open(path, "existing");
    const { size } = file;
    file.close();
    return size;
  }

  /** Whether each key's entries are older the further right they stand. Asks all places at each step; a heap asks fewer. */
  #checkOrder(version: Version): void {
    const blockCache = new LruCache<Block>({ capacity: 0 });
    const tables = new Tables(this.#disk, this.#directory, { blockCache, maxOpenFiles: 0 });
    const places = this.#places(version, tables);
    try {
      for (const { entries } of places) entries.seekToFirst();
      let seen: { readonly at: number; readonly key: Uint8Array }[] = [];
      let right = 0;
      for (let at = least(places); at !== undefined; at = least(places)) {
        const { entries } = places[at]!;
        const key = Uint8Array.from(entries.key);
        const before = seen.at(-1);
        if (before !== undefined && compareBytes(userKeyOf(before.key), userKeyOf(key)) !== 0) {
          seen = [];
          right = 0;
        } else if (before !== undefined) {
          const isTwice = before.at < at && sequenceOf(before.key) === sequenceOf(key);
          if (isTwice) this.#outOfOrder(places[at]!, key);
          const newer = at < right ? seen.filter((each) => each.at > at!) : [];
          for (const each of newer) this.#outOfOrder(places[each.at]!, each.key);
        }
        seen.push({ at, key });
        right = Math.max(right, at);
        entries.next();
      }
    } finally {
      for (const { entries } of places) entries.close();
      tables.close();
    }
  }

  #places({ levels }: Version, tables: Tables): Place[] {
    const isWhole = ({ number }: FileMetadata) => this.#whole.has(number);
    const [newest = [], ...others] = levels.map((files) => files.filter(isWhole));
    return [
      { entries: this.#memtable.iterator(), files: [] },
      ...[...newest.map((file) => [file]), ...others].map((files) => {
        return { entries: new LevelIterator(files, tables), files };
      }),
    ];
  }

  #outOfOrder({ files }: Place, key: Uint8Array): void {
    const { number } = files[firstNotBefore(files, key)]!;
    const path = filePath(this.#directory, "table", number);
    const isTold = this.faults.some((fault) => fault.kind === "order" && fault.path === path);
    if (!isTold) this.#fault("order", path, "it has a write that is newer than one further left");
  }

  #damage(error: unknown): void {
    if (!(error instanceof CorruptionError)) throw error;
    this.#fault("damage", error.path, error.message, error.offset);
  }

  #fault(kind: StoreFaultKind, path: string, what: string, offset = 0): void {
    this.faults.push({ kind, path, offset, what });
  }
}

/**
 * Which place stands at the least internal key, the first of those that do; undefined where all are at their end.
 * @solution
 */
function least(places: readonly Place[]): number | undefined {
  let found: number | undefined;
  for (const [at, { entries }] of places.entries()) {
    if (!entries.isValid) continue;
    const isBefore =
      found === undefined || compareInternalKeys(entries.key, places[found]!.entries.key) < 0;
    if (isBefore) found = at;
  }
  return found;
}
