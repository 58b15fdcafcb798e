/**
 * WritePath: how a write gets into the store, and out of memory again.
 *
 *     write  write  write (sync)  write          in the order of the calls
 *     └──────── group ──────────┘ └ waits        the first ones that wait become one record, one sync
 *                  │
 *                  ▼  room?  the memtable is full: sync its log, make the next one, and go on with an empty memtable …
 *               log ──▶ sync? ──▶ memtable ──▶ all of the group resolve
 *
 *     memtable  │ active, 000012.log │ flushing, 000010.log │ ──▶ 000013.ldb ──▶ edit: + 13, log number 12 ──▶ 000010.log is removed
 *                                                                              … while the full one is written to a table
 *
 * Two memtables at most: when the active one is full and the one before it is still being written, writers wait. The
 * log of a full memtable is synced before the next log is made. So a crash can tear the last log alone, and the
 * writes that it keeps are a beginning of all writes: without that sync, it could lose the end of one log and keep a
 * later write that stands in the next.
 *
 * Failures are final. What of a group is in the log after a failed write or sync nobody knows, and no later write may
 * stand behind it.
 *
 * Invariants: one group is written at a time; of the memtables only the active one is written to.
 *
 * Source: LevelDB db/db_impl.cc (DBImpl::Write, BuildBatchGroup, MakeRoomForWrite, CompactMemTable).
 *
 * Left out: writing to the log and to the memtable by several threads (RocksDB's pipelined writes).
 *
 * @solution
 */
import type { MemTable } from "@labs/db-05";
import { InvariantError } from "@labs/machine";
import type { Pressure } from "./compactor.ts";
import { LoggedTable } from "./logged-table.ts";
import type { StoreState } from "./store-state.ts";
import { writeTable } from "./table-output.ts";
import { WriteBatch } from "./write-batch.ts";
import { groupLength } from "./write-group.ts";

/** Somebody who waits: for a write, or, without a batch, for a flush to begin. */
interface Waiting {
  readonly batch: WriteBatch | undefined;
  readonly sync: boolean;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const DONE = Promise.resolve();

/** A batch that has become larger is not used again: it would keep its memory. */
const SINGLE_SIZE_BYTES_MAX = 65_536;

/** The writers of a store, and its memtables. */
export class WritePath {
  readonly #state: StoreState;
  #active: LoggedTable;
  #flushing: LoggedTable | undefined;
  /** Settles when the last flush that was begun has ended, well or not. Never rejects. */
  #flushed: Promise<void> = DONE;
  /** Who is being served is the first. */
  readonly #waiting: Waiting[] = [];
  /** Used again for each put that waits for nothing. */
  #single = new WriteBatch();
  /** Settles when nobody waited any more, the last time that somebody did. Never rejects. */
  #drained: Promise<void> = DONE;

  constructor(state: StoreState, active: LoggedTable) {
    this.#state = state;
    this.#active = active;
  }

  /** The newest first. What is in a table already is in none of them. */
  get memtables(): readonly MemTable[] {
    const isFlushing = this.#flushing && this.#flushing.number >= this.#state.versions.logNumber;
    const { memtable } = this.#active;
    return isFlushing ? [memtable, this.#flushing!.memtable] : [memtable];
  }

  /** As `LsmStore.write`; nothing was closed. */
  write(batch: WriteBatch, sync: boolean): Promise<void> {
    return this.#isAtOnce(sync) ? this.#writeAlone(batch) : this.#wait(batch, sync);
  }

  /** As `write` of one put. What waits for nothing has had all that it needs of its batch when this returns. */
  put(key: Uint8Array, value: Uint8Array, sync: boolean): Promise<void> {
    if (!this.#isAtOnce(sync)) return this.#wait(new WriteBatch().put(key, value), sync);
    if (this.#single.sizeBytes > SINGLE_SIZE_BYTES_MAX) this.#single = new WriteBatch();
    this.#single.clear();
    return this.#writeAlone(this.#single.put(key, value));
  }

  /** Resolves when all that was written before is in tables. Rejects with the failure. */
  async flush(): Promise<void> {
    await this.#wait(undefined, false);
    await this.#flushed;
    this.#state.check();
  }

  /** Resolves when nobody waits, and no flush is under way. */
  async idle(): Promise<void> {
    while (this.#waiting.length > 0) await this.#drained;
    await this.#flushed;
  }

  /** Whether nobody waits, and no flush is under way. */
  get isIdle(): boolean {
    return this.#waiting.length === 0 && this.#flushing === undefined;
  }

  /** Gives the logs' handles back. */
  close(): void {
    this.#active.close();
    this.#flushing?.close();
  }

  /** Whether a write has nothing to wait for. */
  #isAtOnce(sync: boolean): boolean {
    return !sync && this.#waiting.length === 0 && this.#hasRoom();
  }

  /** One write that waits for nothing: no promise is made for it. */
  #writeAlone(batch: WriteBatch): Promise<void> {
    const { versions } = this.#state;
    try {
      this.#active.write(batch, versions.lastSequence + 1);
    } catch (error) {
      return Promise.reject(this.#failed(error));
    }
    versions.lastSequence += batch.count;
    return DONE;
  }

  #wait(batch: WriteBatch | undefined, sync: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ batch, sync, resolve, reject });
      if (this.#waiting.length === 1) this.#drained = this.#drain();
    });
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      let group = this.#waiting.slice(0, 1);
      try {
        this.#state.check();
        if (group[0]!.batch === undefined) await this.#beginFlush();
        else {
          if (!this.#hasRoom()) await this.#makeRoom();
          group = this.#nextGroup();
          await this.#writeGroup(group);
        }
        for (const { resolve } of group) resolve();
      } catch (error) {
        const reason = this.#failed(error);
        for (const { reject } of group) reject(reason);
      }
      this.#waiting.splice(0, group.length);
    }
  }

  #nextGroup(): Waiting[] {
    if (this.#waiting.length === 1) return [...this.#waiting];
    const end = this.#waiting.findIndex(({ batch }) => batch === undefined);
    const writers = end === -1 ? this.#waiting : this.#waiting.slice(0, end);
    const sizes = writers.map(({ batch, sync }) => ({ sizeBytes: batch!.sizeBytes, sync }));
    return writers.slice(0, groupLength(sizes));
  }

  async #writeGroup(group: readonly Waiting[]): Promise<void> {
    const { versions } = this.#state;
    let batch = group[0]!.batch!;
    if (group.length > 1) {
      batch = new WriteBatch();
      for (const writer of group) batch.append(writer.batch!);
    }
    const sequence = versions.lastSequence + 1;
    if (group[0]!.sync) await this.#active.writeSynced(batch, sequence);
    else this.#active.write(batch, sequence);
    versions.lastSequence += batch.count;
  }

  #hasRoom(): boolean {
    return this.#state.failure === undefined && !this.#isFull() && this.#pressure() === "none";
  }

  #pressure(): Pressure {
    const { settings, versions } = this.#state;
    return settings.compactor?.pressure(versions.current) ?? "none";
  }

  #isFull(): boolean {
    const { memtable } = this.#active;
    return memtable.count > 0 && memtable.memoryBytes >= this.#state.settings.writeBufferBytes;
  }

  /** Resolves when the active memtable has room, and who is to be slowed down was. */
  async #makeRoom(): Promise<void> {
    if (this.#pressure() !== "none") await this.#state.settings.slices.pause();
    while (this.#isFull()) {
      this.#state.check();
      if (this.#flushing !== undefined) await this.#flushed;
      else if (this.#pressure() === "stop") await this.#state.nextChange();
      else await this.#rotate();
    }
    this.#state.check();
  }

  async #beginFlush(): Promise<void> {
    if (this.#active.memtable.count === 0) return;
    await this.#flushed;
    this.#state.check();
    await this.#rotate();
  }

  /** Goes on with an empty memtable, and begins to write the full one to a table. */
  async #rotate(): Promise<void> {
    const { place, settings, versions } = this.#state;
    const full = this.#active;
    await full.sync();
    this.#state.check();
    this.#active = await LoggedTable.create(
      place.disk,
      place.directory,
      versions.newFileNumber(),
      settings.random,
    );
    this.#flushing = full;
    this.#flushed = this.#flush(full).catch((error) => {
      this.#state.fail(error);
    });
  }

  async #flush(full: LoggedTable): Promise<void> {
    const { place, pending, versions } = this.#state;
    const logNumber = this.#active.number;
    const number = versions.newFileNumber();
    pending.add(number);
    this.#state.check();
    const file = (await writeTable(full.memtable.iterator(), place, number))!;
    this.#state.check();
    await versions.install({ logNumber, newFiles: [{ level: 0, file }] });
    pending.delete(number);
    this.#flushing = undefined;
    full.close();
    this.#state.changed();
  }

  /** What to reject with. A bug is told as it is; it ends the store all the same. */
  #failed(error: unknown): unknown {
    const failure = this.#state.fail(error);
    return error instanceof InvariantError ? error : failure;
  }
}
