/**
 * RaftStorage: what a machine keeps, in one file that only grows.
 *
 *     save(hard state, entries)   save(entries 4, 5)   save(entry 4 of a later term)
 *     ┌─────────────────────────┬────────────────────┬──────────────────────────────┬ ─ ─ ─ ─
 *     │ batch, synced           │ batch, synced      │ batch, synced                │ torn: cut
 *     └─────────────────────────┴────────────────────┴──────────────────────────────┴ ─ ─ ─ ─
 *                                                      from entry 4 on this is the log
 *
 * Invariants: a batch is written when the one before is durable, so only the last can be torn; what `saved` tells is
 * durable; after a failure nothing is saved any more.
 *
 * Source: Raft Figure 2, "Persistent state on all servers"; Alagappan et al., "Protocol-Aware Recovery for
 * Consensus-Based Storage" (FAST 2018), for what follows from taking damage for a torn end.
 *
 * Left out: dropping what is not needed any more (db-17); a last batch that was durable and is damaged: it cannot be
 * told from a torn one; and the cache after a failed sync: it may show what the device never gets, so such a machine is
 * to be started anew as a whole, not its process alone.
 */
import { type Disk, type DiskFile, NotImplemented } from "@labs/machine";
import type { Entry, HardState, Saved } from "./messages.ts";

/** The file of one machine's term, vote and log. */
export class RaftStorage {
  /** What the file had when it was opened. */
  readonly saved: Saved;
  readonly #file: DiskFile;
  /** The first failure; every later save rejects with it. */
  #failure: unknown;
  #hasFailed = false;

  /** What `open` returns. */
  private constructor(file: DiskFile, saved: Saved) {
    this.#file = file;
    this.saved = saved;
  }

  /**
   * Opens the file, which is made where it is not there, and reads it. What follows the last whole batch is cut off;
   * if a whole batch begins anywhere in it, it is no torn end but damage.
   *
   * What it returns is durable, name and bytes: what is read may have been in the cache alone, and the node answers by
   * it (an Append that it has is not saved again).
   *
   * Rejects with CorruptionError, naming file and offset, and with DiskError; then the file is closed.
   * @step 5
   */
  static async open(disk: Disk, path: string): Promise<RaftStorage> {
    throw new NotImplemented("db-16 step 5: RaftStorage.open");
  }

  /**
   * Saves a batch at the end of the file, and syncs it, once. Resolves when it is durable. One at a time: who calls it
   * waits until the one before has ended. There is something to save: a batch of nothing would be taken for a torn end.
   *
   * A write or a sync that failed may have saved anything, and the next sync does not make up for it: so every later
   * save rejects, with the same error.
   * @step 5
   */
  async save(hardState: HardState | undefined, entries: readonly Entry[]): Promise<void> {
    throw new NotImplemented("db-16 step 5: RaftStorage.save");
  }

  /** Gives the file back. */
  close(): void {
    this.#file.close();
  }
}

/**
 * What the whole batches at the beginning of `bytes` say, one after the other, and where the last of them ends. The
 * first entry of a batch takes the place of all from its index on.
 * @step 5
 */
export function readSaved(bytes: Uint8Array): { readonly saved: Saved; readonly end: number } {
  throw new NotImplemented("db-16 step 5: readSaved");
}
