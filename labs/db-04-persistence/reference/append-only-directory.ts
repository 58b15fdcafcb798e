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
import { CorruptionError, type Disk, DiskError, type Random } from "@labs/machine";
import { type AofStart, createAof, recoverAof } from "./aof-recovery.ts";
// @solution
import { firstLine, isSummed } from "./aof-sums.ts";
// @solution
import { type Kind, nameOf, numbered } from "./append-only-names.ts";
// @solution
import { loadBase } from "./base-file.ts";
import { formatManifest, type Manifest, type ManifestFile, parseManifest } from "./manifest.ts";
// @solution
import { parentOf } from "./parent.ts";
import type { LoggedRequest } from "./propagation.ts";
// @solution
import { saveSnapshot } from "./save-snapshot.ts";
import type { Snapshot } from "./snapshot.ts";
// @solution
import { bytesOf, sizeOf, writeWhole } from "./whole-file.ts";

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
  // @solution
  readonly #disk: Disk;
  // @solution
  readonly #names: AppendOnlyNames;
  /**
   * The one on the disk; or the one that is to be, if the directory could not be synced.
   * @solution
   */
  #manifest: Manifest;
  /**
   * What an earlier manifest named, and this one does not, by whatever name.
   * @solution
   */
  readonly #replaced = new Set<string>();
  // @solution
  readonly #isNew: boolean;

  /** @solution */
  private constructor(disk: Disk, names: AppendOnlyNames, manifest: Manifest | undefined) {
    this.#disk = disk;
    this.#names = names;
    this.#isNew = manifest === undefined;
    this.#manifest = manifest ?? { base: undefined, history: [], increments: [] };
    for (const { name } of this.#manifest.history) this.#replaced.add(name);
  }

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
    const { appenddirname, appendfilename } = names;
    disk.makeDirectory(appenddirname);
    await disk.syncDirectory(parentOf(appenddirname));
    const path = `${appenddirname}/${appendfilename}.manifest`;
    if (disk.exists(path)) {
      return new AppendOnlyDirectory(disk, names, parseManifest(bytesOf(disk, path), path));
    }
    const directory = new AppendOnlyDirectory(disk, names, undefined);
    directory.#checkLost(path, hasRdb);
    return directory;
  }

  /**
   * Whether there was no manifest when it was opened.
   *
   * @step 6
   */
  get isNew(): boolean {
    return this.#isNew;
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
    const { base, increments } = this.#manifest;
    this.#checkPresent();
    let commands =
      base === undefined ? 0 : await loadBase(this.#disk, this.#path(base), keyspace, apply);
    let cut: Cut | undefined;
    const last = increments.findLast(({ name }) => this.#holdsAnything(name));
    const kept: ManifestFile[] = [];
    for (const increment of increments) {
      const path = this.#path(increment);
      const torn = increment === last ? "cut" : "refuse";
      const { end, start } = await recoverAof(this.#disk, path, apply, torn);
      start?.file.close();
      if (end.kind === "torn") cut = { path, offset: end.at, bytes: end.size - end.at };
      if (end.commands > 0) kept.push(increment);
      else this.#replaced.add(increment.name);
      commands += end.commands;
    }
    this.#manifest = { ...this.#manifest, increments: kept };
    return { commands, cut };
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
    const increment = this.#next("incr");
    const start = await createAof(this.#disk, this.#path(increment), random);
    try {
      const { base, increments } = this.#manifest;
      await this.#replace({ base, history: [], increments: [...increments, increment] });
      return start;
    } catch (error) {
      start.file.close();
      if (!this.#manifest.increments.includes(increment)) this.#remove(increment.name);
      throw error;
    }
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
    const base = this.#next("base");
    try {
      await saveSnapshot(this.#disk, this.#path(base), snapshot, pause);
      const increments = this.#manifest.increments.slice(-1);
      await this.#replace({ base, history: [], increments });
    } catch (error) {
      if (this.#manifest.base !== base) this.#remove(base.name);
      throw error;
    }
    this.removeUnnamed();
  }

  /**
   * Removes the files of the directory that no manifest needs any more: those which have one of the names above, and
   * those which an earlier manifest named; but never the manifest itself, nor what it names now. That manifest must be
   * durable. Others, which are not ours, stay. What the disk does not let us remove stays too.
   *
   * @step 6
   */
  removeUnnamed(): void {
    const { appenddirname, appendfilename } = this.#names;
    const { base, increments } = this.#manifest;
    const files = base === undefined ? increments : [base, ...increments];
    const named = new Set(files.map(({ name }) => name));
    for (const name of this.#disk.list(appenddirname)) {
      const isTemporary = name === `temp-${appendfilename}.manifest`;
      const isOurs = isTemporary || numbered(name, appendfilename) !== undefined;
      if (!named.has(name) && (isOurs || this.#replaced.has(name))) this.#remove(name);
    }
  }

  /**
   * How many bytes the files have that the manifest names now, without history: the base, and all.
   *
   * @step 6
   */
  sizes(): { readonly base: number; readonly all: number } {
    const { base, increments } = this.#manifest;
    const size = (file: ManifestFile) => sizeOf(this.#disk, this.#path(file));
    const baseBytes = base === undefined ? 0 : size(base);
    return { base: baseBytes, all: increments.map(size).reduce((a, b) => a + b, baseBytes) };
  }

  /**
   * Replaces the manifest: after a crash there is the one or the other. When it resolves, it is this one. Where it
   * rejects `#manifest` tells whether the new one may be there.
   *
   * @solution
   */
  async #replace(manifest: Manifest): Promise<void> {
    const { appenddirname, appendfilename } = this.#names;
    const temporary = `${appenddirname}/temp-${appendfilename}.manifest`;
    await writeWhole(this.#disk, temporary, formatManifest(manifest));
    this.#disk.rename(temporary, `${appenddirname}/${appendfilename}.manifest`);
    const { base, increments } = this.#manifest;
    for (const file of base === undefined ? increments : [base, ...increments]) {
      if (file !== manifest.base && !manifest.increments.includes(file))
        this.#replaced.add(file.name);
    }
    this.#manifest = manifest;
    await this.#disk.syncDirectory(appenddirname);
  }

  /** @solution */
  #checkLost(path: string, hasRdb: boolean): void {
    const { appenddirname, appendfilename } = this.#names;
    for (const name of this.#disk.list(appenddirname)) {
      const found = numbered(name, appendfilename);
      if (found === undefined || found.isTemporary) continue;
      const isLost = found.kind === "base" ? !hasRdb : this.#holdsAnything(name);
      if (isLost) throw new CorruptionError(path, 0, `there is no manifest, but there is ${name}`);
    }
  }

  /** @solution */
  #checkPresent(): void {
    const { base, increments } = this.#manifest;
    for (const file of base === undefined ? increments : [base, ...increments]) {
      const path = this.#path(file);
      if (this.#disk.exists(path)) continue;
      throw new CorruptionError(path, 0, "the manifest names it, and it is not there");
    }
  }

  /** @solution */
  #holdsAnything(name: string): boolean {
    const file = this.#disk.open(`${this.#names.appenddirname}/${name}`, "existing");
    try {
      return file.size > (isSummed(file) ? firstLine(0).bytes.length : 0);
    } finally {
      file.close();
    }
  }

  /** @solution */
  #next(kind: Kind): ManifestFile {
    const { appenddirname, appendfilename } = this.#names;
    const { base, increments } = this.#manifest;
    const bases = base === undefined ? [] : [base];
    const named = kind === "base" ? bases : increments;
    const there = this.#disk.list(appenddirname).map((name) => numbered(name, appendfilename));
    const seqs = [...named, ...there.filter((one) => one?.kind === kind)].map((one) => one!.seq);
    const seq = Math.max(0, ...seqs) + 1;
    return { name: nameOf(appendfilename, kind, seq), seq };
  }

  /** @solution */
  #path({ name }: ManifestFile): string {
    return `${this.#names.appenddirname}/${name}`;
  }

  /** @solution */
  #remove(name: string): void {
    try {
      this.#disk.remove(`${this.#names.appenddirname}/${name}`);
    } catch (error) {
      if (!(error instanceof DiskError)) throw error;
    }
  }
}
