/**
 * LoadPersistence: from what is on the disk to a server that may answer.
 *
 *     manifest?   yes ──▶ load its files ──────────────────────────┐
 *                 no  ──▶ dump.rdb? ──▶ load it ──▶ save as base ──┴─▶ new increment ──▶ remove what is not named
 *
 * Each start begins an increment of its own. So it never appends to a file that another server has written, or that was
 * cut; and two starts that both crash before anything was logged differ in nothing.
 *
 * Source: loadDataFromDisk and aofOpenIfNeededOnServerStart in Redis 7.0.
 */
import type { Keyspace } from "@labs/db-02";
import { type Clock, type Disk, NotImplemented, type Random } from "@labs/machine";
import type { FsyncPolicy } from "./aof-file.ts";
import type { AppendOnlyDirectory, AppendOnlyNames, Cut } from "./append-only-directory.ts";
import type { IncrementLog } from "./increment-log.ts";
import type { LoggedRequest } from "./propagation.ts";

/** What is loaded, and where it comes from. */
export type LoadParts = AppendOnlyNames & {
  readonly disk: Disk;
  /** Empty, and its time stands at 0. */
  readonly keyspace: Keyspace;
  /** Executes a request of a log. */
  readonly apply: (request: LoggedRequest) => void;
  /** What time it really is. */
  readonly clock: Clock;
  readonly random: Random;
  /** A file of the disk's root. */
  readonly dbfilename: string;
};

/** What was found. */
export type Loaded = {
  readonly source: "nothing" | "rdb" | "aof";
  /** How many requests of the log were applied. */
  readonly commands: number;
  /** How many keys there were then; dead ones count. */
  readonly keys: number;
  /** What a crash had left half written. */
  readonly cut: Cut | undefined;
};

/** What goes on from there. */
export type AppendOnly = { readonly directory: AppendOnlyDirectory; readonly log: IncrementLog };

/**
 * Loads what the append-only directory has; where it has no manifest, the file `dbfilename`, if there is one, which is
 * then saved as the first base, with `clock`'s time, and without pauses: nobody is served yet. Then it makes an
 * increment, and removes what the manifest does not name. The log goes to that increment, under `policy`.
 *
 * When it resolves, all that was loaded is durable. Rejects with CorruptionError or DiskError; then no handle is left
 * open, and nothing that was loaded before is lost.
 *
 * @step 6
 */
export async function loadAppendOnly(
  parts: LoadParts,
  policy: FsyncPolicy,
): Promise<{ readonly loaded: Loaded; readonly aof: AppendOnly }> {
  throw new NotImplemented("db-04 step 6: loadAppendOnly");
}

/**
 * Loads the file `dbfilename`, if there is one; then it and its name are durable. Rejects as `loadAppendOnly`.
 *
 * @step 6
 */
export async function loadDump({ dbfilename, disk, keyspace }: LoadParts): Promise<Loaded> {
  throw new NotImplemented("db-04 step 6: loadDump");
}
