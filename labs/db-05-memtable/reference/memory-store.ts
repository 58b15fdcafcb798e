/**
 * MemoryStore: a store that forgets at the end of its process; all parts of this lab in one.
 *
 *     write ──▶ newest table │ full │ full │ …          each change under the next sequence number
 *                    │          │      │
 *     get            1. ──────▶ 2. ──▶ 3.               the first table that knows of the key has the answer
 *                    │          │      │
 *     iterator       └── merged, and seen at a moment ──┘
 *
 * It is LevelDB without files. There, a full table is written to a file and dropped; here it is
 * kept, so that the tables become more and more. What reads do is the same.
 *
 * Invariants: every entry of a table is newer than all entries of those behind it. The changes of
 * one write are in one table.
 *
 * Source: LevelDB db/db_impl.cc (Write, Get, MakeRoomForWrite, NewInternalIterator).
 *
 * Left out: everything that outlives a process, which is the next four labs.
 */
import type { Random } from "@labs/machine";
// @solution
import { ValueType } from "./internal-key.ts";
import { MemTable } from "./memtable.ts";
// @solution
import { mergingIterator } from "./merging-iterator.ts";
import { SnapshotIterator } from "./snapshot-iterator.ts";
import { type Snapshot, Snapshots } from "./snapshots.ts";

/** What a write does to one key. */
export type Change =
  | { readonly kind: "put"; readonly key: Uint8Array; readonly value: Uint8Array }
  | { readonly kind: "delete"; readonly key: Uint8Array };

/** As LevelDB's write_buffer_size. */
const MEMTABLE_BYTES_MAX = 4 * 1024 * 1024;
/** @solution */
const NO_VALUE = new Uint8Array();

/** Keys and values in memory, with snapshots. */
export class MemoryStore {
  /** @solution */
  readonly #random: Random;
  /** @solution */
  readonly #memtableBytesMax: number;
  /** @solution */
  readonly #snapshots = new Snapshots();
  /**
   * The newest first.
   * @solution
   */
  #tables: readonly MemTable[];
  /**
   * That of the last change.
   * @solution
   */
  #sequence = 0;

  /**
   * An empty store.
   *
   * @param random for the tables
   * @param memtableBytesMax a table with so many bytes of memory in use is full
   * @step 7
   */
  constructor(random: Random, memtableBytesMax: number = MEMTABLE_BYTES_MAX) {
    this.#random = random;
    this.#memtableBytesMax = memtableBytesMax;
    this.#tables = [new MemTable(random)];
  }

  /**
   * The tables, the newest first; one at least.
   *
   * @step 7
   */
  get tables(): readonly MemTable[] {
    return this.#tables;
  }

  /**
   * Makes these changes in their order, under the sequence numbers that come next, from 1 on: a
   * later one of the same key counts. Keys and values are copied. All go to one table: a new one
   * where the newest was full before, however many bytes they have.
   *
   * @step 7
   */
  write(changes: readonly Change[]): void {
    if (this.#tables[0]!.memoryBytes >= this.#memtableBytesMax) {
      this.#tables = [new MemTable(this.#random), ...this.#tables];
    }
    const table = this.#tables[0]!;
    for (const change of changes) {
      this.#sequence += 1;
      if (change.kind === "put") {
        table.add(this.#sequence, ValueType.Value, change.key, change.value);
      } else table.add(this.#sequence, ValueType.Deletion, change.key, NO_VALUE);
    }
  }

  /**
   * The value of `key`, now or at a snapshot that is held; undefined where it has none. Borrowed,
   * and stays right.
   *
   * @step 7
   */
  get(key: Uint8Array, snapshot?: Snapshot): Uint8Array | undefined {
    const sequence = snapshot?.sequence ?? this.#sequence;
    for (const table of this.#tables) {
      const found = table.get(key, sequence);
      if (found !== undefined) return found.kind === "value" ? found.value : undefined;
    }
    return undefined;
  }

  /**
   * A new iterator over what there is now, or was at a snapshot that is held. What is written
   * afterwards it does not see.
   *
   * @step 7
   */
  iterator(snapshot?: Snapshot): SnapshotIterator {
    const merged = mergingIterator(this.#tables.map((table) => table.iterator()));
    return new SnapshotIterator(merged, snapshot?.sequence ?? this.#sequence);
  }

  /**
   * A snapshot of what there is now; held until it is released.
   *
   * @step 7
   */
  snapshot(): Snapshot {
    return this.#snapshots.take(this.#sequence);
  }

  /**
   * Lets go of a snapshot; twice is a bug (InvariantError).
   *
   * @step 7
   */
  release(snapshot: Snapshot): void {
    this.#snapshots.release(snapshot);
  }

  /**
   * The least sequence number at which somebody may read from now on: that of the oldest snapshot
   * that is held, or else of the last change. (An iterator has the tables that it reads.) Of each key, what is older than its newest version at this number
   * could be thrown away.
   *
   * @step 7
   */
  get oldestReadSequence(): number {
    return this.#snapshots.oldest() ?? this.#sequence;
  }
}
