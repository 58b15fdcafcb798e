/**
 * AofRecovery: a file to append to, made or found.
 *
 *     createAof     FILE.tmp: the first line, sync ──▶ rename to FILE ──▶ sync the directory ──▶ opened as FILE
 *
 *     recoverAof    ░░░░░░░░░░ durable ░░░░░░░░░░│ read, and perhaps in the cache alone │ torn
 *                   0                            │                                      ▲ at
 *                                                └─── written again ───────────────────┘ cut
 *                   sync, sync the directory ──▶ now it may be told
 *
 * What is read proves nothing: a process that was killed, or whose sync failed, has left it in the cache, and a sync
 * that failed has marked it clean there. Then another sync succeeds and saves nothing. So what is not known to be
 * durable is written again, at its place, before it is synced: only that is a change for the kernel.
 *
 * A cut is such a change too, and a sync that fails may forget it: then the cache has a whole file and the device a
 * torn one. If the next start believes it, a power cut brings the torn end back, by then before an increment that has
 * commands; and that is refused as damage (increment-log.ts). So who has cut, and cannot sync, makes it torn again.
 *
 * Source: Rebello et al., "Can Applications Recover from fsync Failures?" (USENIX ATC 2020) §5; how @labs/db-03 recovers
 * its log.
 *
 * Left out: files beyond a terabyte, for which the second write of a foreign file takes its time; a process that is
 * killed between the sync that fails and what it does about its cut. (A kernel that journals sizes does not forget a
 * cut.)
 */
import type { DurableFile } from "@labs/db-03";
import { type Disk, NotImplemented, type Random, unseededRandom } from "@labs/machine";
import type { AofEnd } from "./aof-reader.ts";
import type { LoggedRequest } from "./propagation.ts";

/** A file of ours, to append to: what an AofFile is made with. */
export type AofStart = {
  readonly file: DurableFile;
  /** The sum of its first line, as it was written, or as it was read: all others go on from it. */
  readonly seed: number;
};

/** What was found. */
export type RecoveredAof = {
  readonly end: AofEnd;
  /** Undefined where the file ends by the plain rules: what we appended would have no sums. Then go on in another. */
  readonly start: AofStart | undefined;
};

/**
 * Makes a file that has its first line and nothing else, with a salt drawn from `random` (`unseededRandom()` if not
 * given), any of the 2^32 there are. After a crash there is such a file, whole, or none. A file `path` + `.tmp` that a
 * crash has left is replaced. When it resolves, the file and its name are durable. There must not be a file of that
 * name (InvariantError). A handle keeps the name by which it was opened, and errors tell it: so the file is opened
 * anew, under `path`. (No law asks for that.)
 *
 * Rejects with what the disk says, as a DiskError or as the cause of a LogError; then no handle is left open.
 *
 * @step 2
 */
export async function createAof(
  disk: Disk,
  path: string,
  random: Random = unseededRandom(),
): Promise<AofStart> {
  throw new NotImplemented("db-04 step 2: createAof");
}

/**
 * Reads the file with `readAof`, and makes it ready to be appended to:
 *
 * - If it is torn, it is cut at `at`.
 * - What is left of it from `durable` on (from the beginning, where that is undefined) is written again at its place,
 *   in pieces of at most 64 KiB, and the file synced. Then its directory is synced: its name may not be durable either.
 *   (Where nothing is to be written again there is no command in the file, and the cut alone needs no sync: what is
 *   appended is synced with it; and no manifest of step 6 goes on naming such a file.)
 *
 * Nothing that was applied may be told to anyone before this has resolved; then all of it is durable.
 *
 * Rejects with CorruptionError, and the file is as it was; or with DiskError. Then no handle is left open.
 *
 * Step 6: where a file must not be torn (`torn` is `refuse`), one that is rejects with CorruptionError at `at`, and the
 * reader's `why`. And where a file was cut and its sync fails, the first byte that was cut is written again behind
 * `at`, if the disk lets us: a failed sync may have forgotten the cut, and the next start, which would find the file
 * whole, is to cut it again. Else a power cut could bring the torn end back when a later increment has commands.
 *
 * @step 2
 */
export async function recoverAof(
  disk: Disk,
  path: string,
  apply: (request: LoggedRequest) => void,
  torn: "cut" | "refuse" = "cut",
): Promise<RecoveredAof> {
  throw new NotImplemented("db-04 step 2: recoverAof");
}
