/**
 * LsmStore: LevelDB, in a directory that LevelDB can open.
 *
 *     write ──▶ log ──▶ memtable ──full──▶ a table of level 0 ──compactor──▶ tables of levels 1 to 6
 *
 *     get       memtable ──▶ the one that is being written ──▶ level 0, the newest first ──▶ level 1 ──▶ … ──▶ level 6
 *               └─ the first one that knows of the key has the answer, be it a value or a deletion ─┘
 *
 * Writes go to memory and to the end of a file; reads pay for it, by looking in several places. What makes this a
 * store and not a heap of tables is the order: whatever stands further left is newer.
 *
 * Invariants: for each user key, every entry of a place on the left is newer than every one on the right. After a
 * failure nothing is written.
 *
 * Source: LevelDB include/leveldb/db.h, db/db_impl.cc.
 *
 * Left out: a lock against other processes; other orders than that of the bytes; column families; what approximate
 * sizes are for (GetApproximateSizes); compaction, which is the next lab's.
 */
import { compareBytes, type Snapshot, SnapshotIterator } from "@labs/db-05";
import type { Disk } from "@labs/machine";
import { Background } from "./background.ts";
import { hostOf } from "./compaction-host.ts";
import type { CompactionJob } from "./compactor.ts";
import { Copies } from "./copies.ts";
import { dumpStore } from "./dump.ts";
import { StoreError } from "./errors.ts";
import type { DroppedTail } from "./logged-table.ts";
import {
  type RangeOptions,
  type ReadOptions,
  type StoreOptions,
  settingsOf,
  type WriteOptions,
} from "./options.ts";
import { recover } from "./recovery.ts";
import { mergedRuns } from "./store-iterator.ts";
import { StoreState } from "./store-state.ts";
import type { Version } from "./version.ts";
import { WriteBatch } from "./write-batch.ts";
import { WritePath } from "./write-path.ts";

/** A key and its value; the caller's own. */
export type Entry = readonly [key: Uint8Array, value: Uint8Array];

/**
 * Keys and values in a directory. One process has it open at a time, and once.
 *
 * After `close` was called, every call but `close` and `dump` is refused with StoreError STORE_CLOSED: thrown, or as a rejection
 * where it returns a promise; so is what failed and was closed too. `failure`, `version` and `lastSequence` answer for ever.
 *
 * Failures are final. Where a write, a sync, the making of a file or the listing of the directory fails, in the log, in a flush or in the
 * background, every write and flush that waits is refused with StoreError STORE_FAILED, whose cause is the disk's
 * error, and so is every later one. Nothing is written or removed any more. Reads go on.
 */
export class LsmStore {
  /** @solution */
  readonly #state: StoreState;
  /** @solution */
  readonly #writes: WritePath;
  /** @solution */
  readonly #background: Background;
  /**
   * What `close` has resolved with, or will.
   * @solution
   */
  #closed: Promise<void> | undefined;
  /**
   * The end of the log that was not believed when the store was opened; undefined where all was whole.
   */
  readonly dropped: DroppedTail | undefined;

  /** @solution */
  private constructor(state: StoreState, writes: WritePath, dropped: DroppedTail | undefined) {
    this.#state = state;
    this.#writes = writes;
    this.dropped = dropped;
    this.#background = new Background({
      host: hostOf(state),
      compactor: state.settings.compactor,
      fail: (error) => state.fail(error),
      refusal: () => state.failure ?? closedError(),
    });
    state.onChange = () => {
      if (state.failure === undefined) this.#background.wake();
      else void this.#background.stop();
    };
  }

  /**
   * Opens the store in `directory`, or makes one, as `recover` does.
   *
   * @throws as `recover`; always as a rejection, with no handle left open
   * @step 5
   */
  static async open(disk: Disk, directory: string, options: StoreOptions = {}): Promise<LsmStore> {
    const settings = settingsOf(options);
    const { versions, active, dropped } = await recover(disk, directory, settings);
    const state = new StoreState(disk, directory, settings, versions);
    const store = new LsmStore(state, new WritePath(state, active), dropped);
    store.#background.wake();
    return store;
  }

  /**
   * The failure that ended all writing; undefined while all is well.
   * @step 5
   */
  get failure(): StoreError | undefined {
    return this.#state.failure;
  }

  /**
   * Which tables there are now.
   * @step 5
   */
  get version(): Version {
    return this.#state.versions.current;
  }

  /**
   * The sequence number of the last write that can be read; 0 where there was none.
   * @step 5
   */
  get lastSequence(): number {
    return this.#state.versions.lastSequence;
  }

  /**
   * Writes one key, as `write` does; both are borrowed until it resolves.
   * @step 5
   */
  put(key: Uint8Array, value: Uint8Array, { sync = false }: WriteOptions = {}): Promise<void> {
    return this.#unlessClosed(() => this.#writes.put(key, value, sync));
  }

  /**
   * Deletes one key, as `write` does; it is borrowed until it resolves.
   * @step 5
   */
  async delete(key: Uint8Array, options: WriteOptions = {}): Promise<void> {
    return this.write(new WriteBatch().delete(key), options);
  }

  /**
   * Makes all changes of `batch` (borrowed until it resolves; it keeps its changes, and gets no others), or none: in the
   * order of the calls, under the sequence numbers behind the last one.
   *
   * - When it resolves, every read sees them; with `sync` they are durable too, and so is every write that was called
   *   for before. A write that is to be durable is seen by nobody before it is.
   * - (Step 8.) While a write waits for a sync or for room, those that are called for meanwhile wait, in their order.
   *   All who wait are then written in groups, as `groupLength` has it, whoever waited for room among them: a group is
   *   one record of the log, and one sync at most.
   * - (Step 8.) A write for which there is room, and nothing to wait for, is made before `write` returns. With `sync`
   *   its record is in the log by then, and only the sync is waited for.
   * - (Step 8.) Where the memtable has `writeBufferBytes` or more, its log is synced, a new log is made, and the
   *   write goes to an empty memtable. The full one is written to a table of level 0 meanwhile; its log is removed
   *   when the table is in the version. There are two memtables at most: a write that would need a third waits.
   * - (Step 8.) With a compactor, `pressure` is asked before each write: by `slow`, or `stop`, the write (and with it
   *   those behind it) waits for one `slices.pause()`. A full memtable is not replaced by an empty one while it says
   *   `stop`.
   *
   * @throws StoreError STORE_FAILED, STORE_CLOSED, as a rejection: then nobody sees the changes in this process
   * @step 5
   */
  write(batch: WriteBatch, { sync = false }: WriteOptions = {}): Promise<void> {
    return this.#unlessClosed(() => this.#writes.write(batch, sync));
  }

  /**
   * Resolves when all that was written before the call is in tables, whose logs are removed. Does nothing where all is.
   *
   * @throws StoreError STORE_FAILED, STORE_CLOSED, as a rejection
   * @step 5
   */
  flush(): Promise<void> {
    return this.#unlessClosed(() => this.#writes.flush());
  }

  /**
   * The value of `key`; undefined where it has none. Borrowed, and stays right.
   *
   * Looks in the memtables, the newest first, and then as `Version.get` does. It is not a promise: what it reads is
   * in memory, or in the page cache, or waited for.
   *
   * @throws CorruptionError, DiskError, of the table in which it is met; StoreError STORE_CLOSED. The store goes on
   * @step 6
   */
  get(key: Uint8Array, { snapshot }: ReadOptions = {}): Uint8Array | undefined {
    this.#check();
    const { versions, tables } = this.#state;
    const sequence = snapshot?.sequence ?? versions.lastSequence;
    for (const memtable of this.#writes.memtables) {
      const found = memtable.get(key, sequence);
      if (found !== undefined) return found.kind === "value" ? found.value : undefined;
    }
    const found = versions.current.get(key, sequence, tables);
    return found?.kind === "value" ? found.value : undefined;
  }

  /**
   * A new iterator over what there is now, or was at a snapshot that is held: not valid yet. What is written, flushed
   * or compacted afterwards changes nothing of what it shows. No table is opened to make it; a seek opens one at most
   * of level 0's each, and one of each other level.
   *
   * The tables of its version stay until it is closed, which is the caller's to do, before the store is; twice is
   * once. Those that nobody names any more are removed then. Closed after the store, it gives back what it holds, and
   * removes nothing.
   *
   * @throws StoreError STORE_CLOSED. Its calls throw CorruptionError, DiskError of the table in which it is met; then
   * it may seek again
   * @step 7
   */
  iterator({ snapshot }: ReadOptions = {}): SnapshotIterator {
    this.#check();
    const { versions, tables } = this.#state;
    const sequence = snapshot?.sequence ?? versions.lastSequence;
    const lease = versions.acquire();
    const release = () => {
      lease.release();
      if (lease.version !== versions.current) this.#state.sweep();
    };
    return new SnapshotIterator(
      mergedRuns(this.#writes.memtables, lease, tables, release),
      sequence,
    );
  }

  /**
   * The entries of a range at the moment at which the first one is asked for, by an iterator that is closed when they
   * end, or are not wanted any more (`break`).
   *
   * @throws as `iterator`, from the call that meets it
   * @step 7
   */
  *entries(options: RangeOptions = {}): Generator<Entry, void> {
    const { gte, lt, reverse = false, limit = Number.POSITIVE_INFINITY } = options;
    const at = this.iterator(options);
    const copies = new Copies();
    try {
      if (reverse) seekBefore(at, lt);
      else if (gte === undefined) at.seekToFirst();
      else at.seek(gte);
      for (let count = 0; count < limit && at.isValid; count++) {
        const isOver = reverse ? isBefore(at.key, gte) : lt !== undefined && !isBefore(at.key, lt);
        if (isOver) return;
        yield [copies.of(at.key), copies.of(at.value)];
        if (reverse) at.prev();
        else at.next();
      }
    } finally {
      at.close();
    }
  }

  /**
   * A snapshot of what there is now; held until it is released.
   *
   * @throws StoreError STORE_CLOSED
   * @step 7
   */
  snapshot(): Snapshot {
    this.#check();
    return this.#state.snapshots.take(this.#state.versions.lastSequence);
  }

  /**
   * Lets go of a snapshot; one that is not held is a bug (InvariantError).
   *
   * @throws StoreError STORE_CLOSED
   * @step 7
   */
  release(snapshot: Snapshot): void {
    this.#check();
    this.#state.snapshots.release(snapshot);
  }

  /**
   * Runs a job on the levels, when those before it have ended, and before the compactor's.
   *
   * @throws StoreError STORE_FAILED, where the job rejects, with that as its cause; STORE_CLOSED. As a rejection
   * @step 8
   */
  maintain(job: CompactionJob): Promise<void> {
    return this.#unlessClosed(() => {
      if (this.failure !== undefined) return Promise.reject(this.failure);
      return this.#background.run(job);
    });
  }

  /**
   * Resolves when no write waits, no flush is under way, and the compactor has nothing to do.
   *
   * @throws StoreError STORE_FAILED, STORE_CLOSED, as a rejection
   * @step 8
   */
  idle(): Promise<void> {
    return this.#unlessClosed(() => this.#idle());
  }

  /**
   * Ends the store. Writes and flushes that were called for before go on to their end, and the background with them.
   * Then the job that runs is waited for, and no other begins: one that waits is refused. All that was written goes to
   * tables, so that the log is empty and the next process need not replay it. Then every handle is given back, also
   * where the store has failed (what open iterators hold, when they are closed). Twice is the same as once.
   *
   * @throws StoreError STORE_FAILED, where it failed before or does now. As a rejection
   * @step 5
   */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  /** For people: a line for each table, by level. See `dumpStore`. */
  dump(): string {
    return dumpStore(this.version);
  }

  /** @solution */
  async #idle(): Promise<void> {
    for (let version: Version | undefined; version !== this.version || !this.#writes.isIdle; ) {
      if (this.failure !== undefined) break;
      version = this.version;
      await this.#writes.idle();
      await this.#background.idle();
    }
    this.#state.check();
  }

  /** @solution */
  async #close(): Promise<void> {
    const { versions, tables } = this.#state;
    await this.#writes.idle();
    await this.#background.stop();
    try {
      await this.#writes.flush();
    } finally {
      this.#state.isClosed = true;
      this.#writes.close();
      versions.close();
      tables.close();
    }
  }

  /** @solution */
  #check(): void {
    if (this.#closed !== undefined) throw closedError();
  }

  /** @solution */
  #unlessClosed(work: () => Promise<void>): Promise<void> {
    return this.#closed === undefined ? work() : Promise.reject(closedError());
  }
}

/** @solution */
function closedError(): StoreError {
  return new StoreError("STORE_CLOSED", "the store was closed");
}

/**
 * To the last key before `bound`; to the last of all, where there is no bound.
 * @solution
 */
function seekBefore(at: SnapshotIterator, bound: Uint8Array | undefined): void {
  if (bound !== undefined) at.seek(bound);
  if (bound !== undefined && at.isValid) at.prev();
  else at.seekToLast();
}

/** @solution */
function isBefore(key: Uint8Array, bound: Uint8Array | undefined): boolean {
  return bound !== undefined && compareBytes(key, bound) < 0;
}
