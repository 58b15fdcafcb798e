/**
 * The iterator of a store: all its runs as one.
 *
 *     memtables    active ── flushing ─┐
 *     level 0      12 ── 9 ────────────┤
 *     level 1      ─── 7 ── 8 ── 5 ────┼──▶ merging ──▶ SnapshotIterator, at sequence 42 ──▶ key, value
 *     level 2      ─ 2 ── 3 ── … ──────┤                newest first, deletions hidden
 *     the lease    no entries ─────────┘
 *
 * It has what was there when it was made: the memtables, to which writes come that it does not see, and a lease of
 * the version, whose files nobody removes meanwhile. The lease is a child of the merge that has no entries, so that
 * it is given back when the others are closed.
 *
 * Source: LevelDB db/db_impl.cc (NewInternalIterator).
 *
 * Left out: a bound, so that the merge need not open tables behind the range.
 *
 * @solution
 */
import { type InternalIterator, type MemTable, mergingIterator } from "@labs/db-05";
import { InvariantError } from "@labs/machine";
import { LevelIterator } from "./level-iterator.ts";
import type { Tables } from "./tables.ts";
import type { VersionLease } from "./version-set.ts";

/** All entries of these memtables and of the version's tables. `close` calls `release`, once. */
export function mergedRuns(
  memtables: readonly MemTable[],
  { version }: VersionLease,
  tables: Tables,
  release: () => void,
): InternalIterator {
  const [newest = [], ...levels] = version.levels;
  return mergingIterator([
    ...memtables.map((memtable) => memtable.iterator()),
    ...newest.map((file) => new LevelIterator([file], tables)),
    ...levels.filter((files) => files.length > 0).map((files) => new LevelIterator(files, tables)),
    new EmptyRun(release),
  ]);
}

/** No entries, and something to do at the end. */
class EmptyRun implements InternalIterator {
  readonly isValid = false;
  #onClose: (() => void) | undefined;

  constructor(onClose: () => void) {
    this.#onClose = onClose;
  }

  get key(): Uint8Array {
    throw new InvariantError("there is no entry");
  }

  get value(): Uint8Array {
    throw new InvariantError("there is no entry");
  }

  seekToFirst(): void {}

  seekToLast(): void {}

  seek(): void {}

  next(): void {}

  prev(): void {}

  close(): void {
    this.#onClose?.();
    this.#onClose = undefined;
  }
}
