/**
 * SaveSnapshot: a picture becomes a file, whole or not at all.
 *
 *     FILE.tmp   slice, pause, slice, pause … sync each 4 MiB … sync ──▶ rename to FILE ──▶ sync the directory
 *                  ▲ commands run in the pauses
 *
 * A sync each few megabytes, because one of gigabytes at the end would hold up those of the log beside it: the device
 * does one after the other.
 *
 * Source: rdbSave in Redis 7.0's rdb.c; `rdb-save-incremental-fsync` in redis.conf.
 *
 * Left out: limits on the rate at which it writes.
 */
import { type Disk, NotImplemented } from "@labs/machine";
import type { Snapshot } from "./snapshot.ts";

/** A sync comes when so many bytes are not durable. */
export const SYNC_EVERY_BYTES = 4_194_304;

/**
 * Writes the slices of `snapshot` to a new file `path` + `.tmp` (one that a crash has left is removed first), and gives
 * it the name `path`, whatever had it.
 *
 * - `pause` is called after each slice is written, and waited for: there others have their turn.
 * - After each slice, when SYNC_EVERY_BYTES or more are not durable, the file is synced before it goes on.
 * - When all is written: a sync of the file, the rename, a sync of the directory. When it resolves, the new file is
 *   durable under its name. After a crash at any moment `path` is what it was, or the new file, whole.
 * - If anything fails, it rejects with that: a SnapshotError, a LogError with the DiskError as its cause, a DiskError,
 *   what `pause` rejects with. Then the file `.tmp` is removed, if the disk lets us, and `path` is as it was; but where
 *   it is the sync of the directory that fails, the new file has the name already, and a crash may take it back.
 * - In any case no handle is left open.
 *
 * @step 3
 */
export async function saveSnapshot(
  disk: Disk,
  path: string,
  snapshot: Snapshot,
  pause: () => Promise<void>,
): Promise<void> {
  throw new NotImplemented("db-04 step 3: saveSnapshot");
}
