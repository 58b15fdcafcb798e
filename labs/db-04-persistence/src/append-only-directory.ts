/**
 * AppendOnlyDirectory: a base, increments, and a manifest that says which of them count.
 *
 *     start      load ──▶ new increment ──▶ manifest ──▶ remove what it does not name
 *
 *     rewrite    1 new increment ──▶ manifest: base 1, increments 3 and 4
 *                2 the switch: commands go to 4                                    (increment-log.ts)
 *                3 base 2: the state at the switch
 *                4 manifest: base 2, increment 4
 *                5 remove base 1, increment 3
 *
 * A crash before 4 finds base 1 and both increments, a crash after it base 2 and increment 4: the same keyspace.
 *
 * Invariants: every file that a manifest on the disk may name is there, whole and durable, before that manifest is; it
 * is removed only when a manifest without it is durable. Where the directory could not be synced, nobody knows which of
 * two manifests is durable; then the files of both stay.
 *
 * Source: the comment at the top of Redis 7.0's aof.c; aofOpenIfNeededOnServerStart, backgroundRewriteDoneHandler.
 *
 * Left out: an append-only file beside the directory, as Redis 4 to 6 have it (Redis 7 moves it in); `h` lines: what no
 * manifest names is removed at the next start.
 */
import type { Keyspace } from "@labs/db-02";
import { type Disk, NotImplemented, type Random } from "@labs/machine";
import type { AofStart } from "./aof-recovery.ts";
import type { LoggedRequest } from "./propagation.ts";
import type { Snapshot } from "./snapshot.ts";

/** Redis's settings of the same names, but for the hyphens. */
export type AppendOnlyNames = {
  /** A directory of the disk's root. */
  readonly appenddirname: string;
  /** How the names of all files in it begin. */
  readonly appendfilename: string;
};

/** What a crash had left at the end of a file, and what was cut off. */
export type Cut = {
  readonly path: string;
  /** The size of the file now. */
  readonly offset: number;
  /** How much longer it was. */
  readonly bytes: number;
};

/** What `load` found. */
export type LoadedFiles = {
  /** How many requests were applied. */
  readonly commands: number;
  readonly cut: Cut | undefined;
};

/**
 * The directory, while one server has it. Its files, with N for `appendfilename` and S for a number:
 *
 *     N.manifest       temp-N.manifest        the manifest, and the one that is about to replace it
 *     N.S.base.rdb     N.S.base.rdb.tmp       a base
 *     N.S.base.aof     N.S.base.aof.tmp       a base of commands: Redis writes such, we do not
 *     N.S.incr.aof     N.S.incr.aof.tmp       an increment
 *
 * S has up to 15 digits: a name with more of them is not one of ours. The number of a new base is one more than the
 * greatest of the bases that there are, by the manifest (its `seq`, of `b`, up to 2^53 - 1) and by the names in the
 * directory, with `.tmp` or not; or 1. That of a new increment likewise (`i`). What comes after 999,999,999,999,999 is
 * open: nobody gets there.
 */
export class AppendOnlyDirectory {
  /**
   * Makes the directory if it is not there, syncs the root, and reads the manifest. Nothing else is changed yet.
   *
   * Where there is no manifest, but there are files that only a manifest can have led to, it was lost, and so would be
   * what they hold: an increment (N.S.incr.aof) that has more than the first line of step 2; or a base (N.S.base.rdb
   * or .aof), if `hasRdb` is false. (If it is true, the base may be what a crash has left of making the first one.)
   *
   * @param hasRdb whether there is an RDB file beside the directory
   * @throws CorruptionError at 0 of the manifest's path, where it was lost; what `parseManifest` throws; DiskError
   * @step 6
   */
  static async open(
    disk: Disk,
    names: AppendOnlyNames,
    hasRdb: boolean,
  ): Promise<AppendOnlyDirectory> {
    throw new NotImplemented("db-04 step 6: AppendOnlyDirectory.open");
  }

  /**
   * Whether there was no manifest when it was opened.
   *
   * @step 6
   */
  get isNew(): boolean {
    throw new NotImplemented("db-04 step 6: AppendOnlyDirectory.isNew");
  }

  /**
   * Reads the base, then the increments in the order of the manifest. What was read is durable when it resolves.
   *
   * - The base that begins with REDIS is an RDB file, each of whose keys is put into `keyspace`, with its deadline (how
   *   idle or frequent it was is not taken over); behind its end commands may follow, as in the files of Redis 4 to 6,
   *   to which `readAof` applies. Then it is synced: it was durable before a manifest named it, but may have been
   *   copied here.
   * - Any other base is a file of commands, as the increments are: `recoverAof`.
   * - The last increment that holds anything may be torn, and is cut. (One holds nothing if it is empty, or has the
   *   first line of step 2 and nothing behind it.) Any other file that is torn: CorruptionError, where it is torn; it
   *   stays as it was.
   * - An increment without any command is not named by the manifests to come. (Until there is one, it must stay.)
   *
   * @throws CorruptionError also at 0 of a file that the manifest names (in `b` and `i`) and that is not there, before
   * anything is read; DiskError. No handle is left open
   * @step 6
   */
  async load(keyspace: Keyspace, apply: (request: LoggedRequest) => void): Promise<LoadedFiles> {
    throw new NotImplemented("db-04 step 6: AppendOnlyDirectory.load");
  }

  /**
   * Makes an increment with the next number, with the first line of step 2 and nothing else, and then a manifest that
   * names it last. When it resolves, both are durable.
   *
   * Rejects with what the disk says; then no handle is left open, and what the directory holds is loaded as before.
   *
   * @step 6
   */
  async addIncrement(random: Random): Promise<AofStart> {
    throw new NotImplemented("db-04 step 6: AppendOnlyDirectory.addIncrement");
  }

  /**
   * Writes the snapshot as the next base (`saveSnapshot`), and then a manifest that names this base and the last
   * increment alone, which began at the snapshot's instant. When it resolves, both are durable, and the files that they
   * replace are removed.
   *
   * Rejects with what `saveSnapshot` rejects with, or the disk says; then what the directory holds is loaded as before,
   * with what is logged to the last increment meanwhile. The base is removed if no manifest can name it.
   *
   * @step 6
   */
  async saveBase(snapshot: Snapshot, pause: () => Promise<void>): Promise<void> {
    throw new NotImplemented("db-04 step 6: AppendOnlyDirectory.saveBase");
  }

  /**
   * Removes the files of the directory that no manifest needs any more: those which have one of the names above, and
   * those which an earlier manifest named; but never the manifest itself, nor what it names now. That manifest must be
   * durable. Others, which are not ours, stay. What the disk does not let us remove stays too.
   *
   * @step 6
   */
  removeUnnamed(): void {
    throw new NotImplemented("db-04 step 6: AppendOnlyDirectory.removeUnnamed");
  }

  /**
   * How many bytes the files have that the manifest names now, without history: the base, and all.
   *
   * @step 6
   */
  sizes(): { readonly base: number; readonly all: number } {
    throw new NotImplemented("db-04 step 6: AppendOnlyDirectory.sizes");
  }
}
