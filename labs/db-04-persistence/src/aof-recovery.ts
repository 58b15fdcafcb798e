/**
 * AofRecovery: a file to append to, made or found.
 *
 *     createAof     FILE.tmp: the first line, sync ──▶ rename to FILE ──▶ sync the directory
 *
 *     recoverAof    ░░░░░░░░░░ durable ░░░░░░░░░░│ read, and perhaps in the cache alone │ torn
 *                   0                            │                                      ▲ at
 *                                                └─── written again ───────────────────┘ cut
 *                   sync, sync the directory ──▶ now it may be told
 *
 * What is read proves nothing: a process that was killed, or whose sync failed, has left it in the cache, and a sync that
 * failed has marked it clean there. Then another sync succeeds and saves nothing. So what is not known to be
 * durable is written again, at its place, before it is synced: only that is a change for the kernel.
 *
 * Source: Rebello et al., "Can Applications Recover from fsync Failures?" (USENIX ATC 2020) §5; log recovery in @labs/db-03.
 *
 * Left out: files beyond a terabyte, for which the second write of a foreign file takes its time.
 */
import type { DurableFile } from "@labs/db-03";
import { type Disk, NotImplemented, type Random, unseededRandom } from "@labs/machine";
import type { AofEnd } from "./aof-reader.ts";
import type { LoggedRequest } from "./propagation.ts";

/** A file of ours, to append to: what an AofFile is made with. */
export type AofStart = {
  readonly file: DurableFile;
  /** The sum of its first line, from which all others go on. */
  readonly seed: number;
};

/** What was found. */
export type RecoveredAof = {
  readonly end: AofEnd;
  /** Undefined where the file ends by the plain rules: what we append there would have no sums. Then go on in another. */
  readonly start: AofStart | undefined;
};

/**
 * Makes a file that has its first line and nothing else, with a salt drawn from `random` (`unseededRandom()` if not
 * given), any of the 2^32 there are. After a crash there is such a file, whole, or none. A file `path` + `.tmp` that a crash has left is replaced.
 * When it resolves, the file and its name are durable. There must not be a file of that name (InvariantError).
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
 * - What is left of it from `durable` on (from the beginning, where that is undefined) is written again at its place, in
 *   pieces of at most 64 KiB, and the file synced. Then its directory is synced: its name may not be durable either.
 *   (Where nothing is to be written again, the cut needs no sync: if a crash takes it back, the next start cuts again.)
 *
 * Nothing that was applied may be told to anyone before this has resolved; then all of it is durable.
 *
 * Rejects with CorruptionError, and the file is as it was; or with DiskError. Then no handle is left open.
 *
 * Step 6: where a file must not be torn (`torn` is `refuse`), one that is rejects with CorruptionError at `at`, and the
 * reader's `why`.
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
