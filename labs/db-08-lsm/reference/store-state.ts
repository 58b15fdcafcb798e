/**
 * StoreState: what the parts of an open store share.
 *
 *     write path ──┐                ┌── versions, tables, snapshots
 *     background ──┼── StoreState ──┤
 *     iterators ───┘                └── failure: the first one, for ever
 *
 * Invariant: once there is a failure no file is removed. An edit whose sync failed may be found by the next process,
 * and then the files that it names are needed.
 *
 * @solution
 */
import { LogError } from "@labs/db-03";
import { Snapshots } from "@labs/db-05";
import type { Disk } from "@labs/machine";
import { StoreError } from "./errors.ts";
import type { Settings } from "./options.ts";
import { removeObsolete } from "./recovery.ts";
import type { TablePlace } from "./table-output.ts";
import { Tables } from "./tables.ts";
import type { VersionSet } from "./version-set.ts";

export class StoreState {
  readonly settings: Settings;
  readonly versions: VersionSet;
  readonly tables: Tables;
  readonly snapshots = new Snapshots();
  readonly place: TablePlace;
  /** Tables that are being written, or were: no edit names them yet. */
  readonly pending = new Set<number>();
  /** Called after every change of the version, and after a failure. */
  onChange: () => void = () => {};
  isClosed = false;
  #failure: StoreError | undefined;
  #change = promised();

  constructor(disk: Disk, directory: string, settings: Settings, versions: VersionSet) {
    this.settings = settings;
    this.versions = versions;
    this.tables = new Tables(disk, directory, settings.tables);
    this.place = { disk, directory, table: settings.table, slices: settings.slices };
  }

  get failure(): StoreError | undefined {
    return this.#failure;
  }

  /** At which sequence somebody may read from now on, at the least. */
  get oldestReadSequence(): number {
    return this.snapshots.oldest() ?? this.versions.lastSequence;
  }

  /** @throws the failure, where there is one */
  check(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Ends all writing. @returns the failure; the first one stays */
  fail(error: unknown): StoreError {
    const cause = error instanceof LogError ? (error.cause ?? error) : error;
    this.#failure ??= new StoreError("STORE_FAILED", "the store writes no more", { cause });
    this.#tellChange();
    return this.#failure;
  }

  /** The version is another one: what became superfluous goes. */
  changed(): void {
    this.sweep();
    this.#tellChange();
  }

  /** Removes the files that nobody needs any more. */
  sweep(): void {
    if (this.#failure !== undefined || this.isClosed) return;
    const { disk, directory } = this.place;
    for (const number of removeObsolete(disk, directory, this.versions, this.pending)) {
      this.tables.evict(number);
    }
  }

  /** Resolves with the next change of the version, or a failure. */
  nextChange(): Promise<void> {
    return this.#change.promise;
  }

  #tellChange(): void {
    const { resolve } = this.#change;
    this.#change = promised();
    resolve();
    this.onChange();
  }
}

function promised(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
