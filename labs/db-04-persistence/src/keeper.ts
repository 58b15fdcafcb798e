/**
 * Keeper: a keyspace that is kept, while its server runs.
 *
 *     command ──▶ logged ──▶ append ──▶ IncrementLog             every change, at once
 *        └─▶ observed ──▶ the snapshot that is being written      now and then, everything
 *                            rewrite ──▶ AppendOnlyDirectory
 *                            save    ──▶ dump.rdb
 *     reply   ──▶ beforeSend                                      the log's; and after the end, never
 *
 * A rewrite, and what a crash finds:
 *
 *                  addIncrement   switchTo │ saveBase …              manifest
 *     log      ────────── 3 ───────────────┼────────── 4 ──────────────────────▶
 *     picture                              ● begins
 *     found           1 + 3          1 + 3 + 4                        2 + 4
 *
 * Source: rewriteAppendOnlyFileBackground in Redis 7.0's aof.c, rdbSaveBackground in rdb.c, finishShutdown in server.c.
 *
 * Left out: to refuse writes when a save has failed (`stop-writes-on-bgsave-error`); a rewrite that heals a log
 * that has failed.
 */
import type { Entry, Keyspace, RemovalReason } from "@labs/db-02";
import { LogError } from "@labs/db-03";
import { type Clock, type Disk, NotImplemented, type Random } from "@labs/machine";
import type { AppendOnlyDirectory } from "./append-only-directory.ts";
import type { IncrementLog } from "./increment-log.ts";
import { GivenUpError, Jobs } from "./jobs.ts";
import type { LoggedRequest } from "./propagation.ts";
import { Snapshot, type SnapshotFormat } from "./snapshot.ts";

/** What a keeper is made of. */
export type KeeperParts = {
  readonly disk: Disk;
  readonly keyspace: Keyspace;
  readonly clock: Clock;
  readonly random: Random;
  readonly dbfilename: string;
  /** Lets others have their turn, between the slices of a snapshot. */
  readonly pause: () => Promise<void>;
  /** Undefined where there is no append-only file. */
  readonly aof: { readonly directory: AppendOnlyDirectory; readonly log: IncrementLog } | undefined;
};

/** How the last one of a kind went; `ok` before there was one. */
export type Outcome = { ok: boolean; triedMs: number };

/** Keeps a keyspace: in a log, and in snapshots. */
export class Keeper {
  readonly jobs: Jobs;
  readonly lastSave: Outcome;
  readonly lastRewrite: Outcome;
  /** When the last save that went well ended, or else when this began, in milliseconds since 1970. */
  savedMs: number;
  /** What all files of the log took together after the last rewrite, or else the base at the beginning, in bytes. */
  rewrittenBytes: number;
  readonly #parts: KeeperParts;
  /** `keyspace.changes` at the instant of the last save that went well, or at the beginning. */
  #savedChanges: number;
  #snapshot: Snapshot | undefined;
  /** No reply leaves while it is pending, nor if it has rejected. Undefined while the server serves. */
  #leaving: Promise<void> | undefined;
  #ending: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  constructor(parts: KeeperParts) {
    const now = parts.clock.now();
    this.#parts = parts;
    this.jobs = new Jobs(parts.pause);
    this.lastSave = { ok: true, triedMs: now };
    this.lastRewrite = { ok: true, triedMs: now };
    this.savedMs = now;
    this.rewrittenBytes = parts.aof?.directory.sizes().base ?? 0;
    this.#savedChanges = parts.keyspace.changes;
  }

  get log(): IncrementLog | undefined {
    return this.#parts.aof?.log;
  }

  /** As AppendOnlyDirectory; zeros where there is no append-only file. */
  sizes(): { readonly base: number; readonly all: number } {
    return this.#parts.aof?.directory.sizes() ?? { base: 0, all: 0 };
  }

  /** What has changed since the last save. */
  get unsavedChanges(): number {
    return this.#parts.keyspace.changes - this.#savedChanges;
  }

  /** The one that is being written: for `observed`. Undefined where none is, also after one that failed. */
  get snapshot(): Snapshot | undefined {
    return this.#snapshot;
  }

  /** Whether `close` was called. */
  get isClosed(): boolean {
    return this.#closing !== undefined;
  }

  /** Logs what a command has changed. */
  append(request: LoggedRequest): void {
    this.log?.append(request);
  }

  /**
   * An entry was removed by nobody's command: logs `removal`, and tells the snapshot that is being written.
   *
   * @step 6
   */
  removed(entry: Entry, reason: RemovalReason): void {
    throw new NotImplemented("db-04 step 6: Keeper.removed");
  }

  /**
   * Whether replies may leave: as IncrementLog says; at once where there is no log.
   *
   * From `close` on none leaves: it rejects, with a LogError `LOG_CLOSED`. And during `shutdown` replies wait for how
   * it ends: what they tell may not be in what is saved.
   */
  beforeSend(): Promise<void> | undefined {
    if (this.#leaving === undefined) return this.log?.beforeSend();
    return this.#leaving.then(() => this.log?.beforeSend());
  }

  /**
   * Rewrites the log, when the jobs before have ended: an increment is added; the log is switched to it, and at that
   * instant, in the same turn, begins a snapshot, an RDB file as a base; when the switch has ended the snapshot is
   * saved as the base.
   *
   * If all keys are removed meanwhile (SnapshotError), it begins again, with another increment: what the first one had
   * before that does not go with the new picture. If anything else fails, it rejects with that, and the server goes on:
   * the log with the increment that it has. Without a log it rejects with CANNOT_REWRITE, as a CommandError; where the
   * log has failed, with its failure (what it has asked of the disk before that is open). Both are rewrites that
   * failed, as `lastRewrite` notes. (No law asks that: BGREWRITEAOF does not come so far.)
   *
   * @step 6
   */
  rewrite(): Promise<void> {
    throw new NotImplemented("db-04 step 6: Keeper.rewrite");
  }

  /**
   * Saves all keys as the RDB file `dbfilename`, when the jobs before have ended. Begins again as `rewrite` does. Then
   * `unsavedChanges` counts what came after the snapshot's instant, and `savedMs` is when it has ended.
   *
   * @step 6
   */
  save(): Promise<void> {
    throw new NotImplemented("db-04 step 6: Keeper.save");
  }

  /**
   * Ends it for good: jobs are given up; then, if `saves`, the RDB file is saved; then `close`. Replies wait meanwhile.
   * If the save fails, and not `isForced`, it rejects, and the server goes on. While one is under way, a second is the
   * same.
   */
  shutdown(saves: boolean, isForced: boolean): Promise<void> {
    this.#ending ??= this.#shutdown(saves, isForced).finally(() => {
      this.#ending = undefined;
    });
    return this.#ending;
  }

  async #shutdown(saves: boolean, isForced: boolean): Promise<void> {
    let [stay, leave] = [(): void => {}, (_: unknown): void => {}];
    this.#leaving = new Promise<void>((resolve, reject) => {
      [stay, leave] = [resolve, reject];
    });
    this.#leaving.catch(() => {});
    await this.jobs.giveUp();
    try {
      if (saves) await this.save();
    } catch (error) {
      if (!isForced) {
        this.#leaving = undefined;
        stay();
        throw error;
      }
    }
    await this.close().finally(() => leave(closed()));
  }

  /**
   * Gives jobs up, closes the log, and lets no reply leave any more. Rejects with the log's failure, if there is one.
   * Twice is the same as once.
   */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#leaving = Promise.reject(closed());
    this.#leaving.catch(() => {});
    await this.jobs.giveUp();
    await this.log?.close();
  }

  /** Runs `write` while `observed` and `removed` tell a snapshot of this instant what they see. */
  async #picture(
    format: SnapshotFormat,
    write: (snapshot: Snapshot) => Promise<void>,
  ): Promise<void> {
    const snapshot = new Snapshot(this.#parts.keyspace, format);
    this.#snapshot = snapshot;
    try {
      await write(snapshot);
    } finally {
      this.#snapshot = undefined;
    }
  }

  /** A job whose outcome is noted, unless it was given up. */
  #job(
    kind: "aof" | "rdb",
    outcome: Outcome,
    job: (pause: () => Promise<void>) => Promise<void>,
  ): Promise<void> {
    return this.jobs.run(kind, async (pause) => {
      outcome.triedMs = this.#parts.clock.now();
      try {
        await job(pause);
        outcome.ok = true;
      } catch (error) {
        if (!(error instanceof GivenUpError)) outcome.ok = false;
        throw error;
      }
    });
  }
}

/** Redis's text where a rewrite cannot begin. */
export const CANNOT_REWRITE =
  "ERR Can't execute an AOF background rewriting. Please check the server logs for more information.";

function closed(): LogError {
  return new LogError("LOG_CLOSED", "the server has ended");
}
