/**
 * AofFile: the log of a server that runs, and when a reply may leave.
 *
 *     a turn:   SET a 1 ┐                          ┌──▶ append to the file, one write
 *               INCR a  ├─ append ─▶ group ─ flush ┤      *3 … SET a 1   *2 … INCR a   #SUM:…
 *               k dies  ┘                          └──▶ replies
 *                                                          always      wait for a sync that began later
 *                                                          everysec    go; a sync within a second
 *                                                          no          go; a sync at the end
 *
 * A group is what was appended since the last flush. Replies leave after a flush, so what they tell is in the file, and
 * a kill -9 takes nothing. Under `always` they leave when it is durable; those of many clients wait for one sync
 * (GroupCommit). A reply to a read waits too where it may tell of something that is not durable yet.
 *
 * A write is a system call, and costs as much as several commands. So under `everysec` and `no` all that all clients do
 * in one turn of the event loop is one group: it is written at the turn's end (setImmediate), and until then their
 * replies wait. Redis does the same in beforeSleep. What dies by itself, and perhaps no reply follows, is written then
 * as well.
 *
 * After a write or a sync has failed nothing is appended any more. Memory then knows what the file will never have.
 * Under `everysec` and `no` the server goes on, and reads are answered: they promise nothing. Under `always` every
 * reply is a promise, and none leaves any more: the server has to be started anew, from what is durable. Redis exits
 * there.
 *
 * Source: flushAppendOnlyFile and beforeSleep in Redis 7.0's aof.c and server.c; `appendfsync` in redis.conf.
 *
 * Left out: Redis tries again after a failed write, under everysec, and cuts off what it wrote by half; and it delays
 * writes while a sync takes more than two seconds.
 */
// @solution
import { ByteWriter } from "@labs/db-01";
import { type DurableFile, GroupCommit, IntervalSync, LogError } from "@labs/db-03";
import type { Clock } from "@labs/machine";
import type { AofStart } from "./aof-recovery.ts";
// @solution
import { groupLine } from "./aof-sums.ts";
import type { LoggedRequest } from "./propagation.ts";
// @solution
import { writeRequest } from "./request-writer.ts";

/** When a reply may leave: when it is durable; at once, with a sync each second; at once. */
export type FsyncPolicy = "always" | "everysec" | "no";

/** What a log is made with. */
export type AofOptions = {
  readonly policy: FsyncPolicy;
  /** For `everysec`. */
  readonly clock: Clock;
};

/** How long after a write the sync begins under `everysec`. */
export const SYNC_EVERY_MS = 1_000;

/** A file with sums that grows (aof-sums.ts). */
export class AofFile {
  // @solution
  readonly #file: DurableFile;
  // @solution
  readonly #seed: number;
  // @solution
  readonly #clock: Clock;
  // @solution
  readonly #commits: GroupCommit;
  // @solution
  #policy: FsyncPolicy;
  /**
   * Under `everysec`.
   * @solution
   */
  #interval: IntervalSync | undefined;
  /**
   * What is to be written at once.
   * @solution
   */
  readonly #group = new ByteWriter();
  /**
   * Resolves at the end of this turn, when its group is written and its replies may leave. Undefined where none began.
   * @solution
   */
  #turn: Promise<void> | undefined;
  // @solution
  #closing: Promise<void> | undefined;

  /**
   * @param start the file is taken over
   * @step 2
   */
  constructor({ file, seed }: AofStart, { policy, clock }: AofOptions) {
    this.#file = file;
    this.#seed = seed;
    this.#clock = clock;
    this.#commits = new GroupCommit(() => file.sync());
    this.#policy = policy;
    this.#begin();
  }

  /** @step 2 */
  get policy(): FsyncPolicy {
    return this.#policy;
  }

  /**
   * May be changed at any time, and holds for what comes; to set it to what it is changes nothing. From `always` on
   * nothing leaves that is not durable, whatever it was written under; from `everysec` on what is in the file is synced
   * within a second.
   *
   * @step 2
   */
  set policy(policy: FsyncPolicy) {
    if (policy === this.#policy) return;
    this.#policy = policy;
    this.#begin();
  }

  /** @solution */
  #begin(): void {
    this.#interval?.stop();
    this.#interval =
      this.#policy === "everysec"
        ? new IntervalSync(this.#file, this.#clock, SYNC_EVERY_MS)
        : undefined;
    if (this.#file.durableBytes < this.#file.size) this.#interval?.wrote();
  }

  /**
   * Why nothing is written any more, the file's: code `LOG_FAILED`. Undefined while all is well.
   *
   * @step 2
   */
  get failure(): LogError | undefined {
    return this.#file.failure;
  }

  /**
   * So many bytes are in the file, and so many of them are durable.
   *
   * @step 2
   */
  get size(): number {
    return this.#file.size;
  }

  /** @step 2 */
  get durableBytes(): number {
    return this.#file.durableBytes;
  }

  /**
   * Adds the request (borrowed for the call) to the group. What nobody has flushed by the end of this turn of the event
   * loop is flushed then (by a setImmediate at the latest), and under `always` synced. After a failure, and after
   * `close`, nothing is added.
   *
   * @step 2
   */
  append(request: LoggedRequest): void {
    if (this.#closing !== undefined || this.failure !== undefined) return;
    this.#turn ??= this.#endOfTurn();
    writeRequest(this.#group, request);
  }

  /**
   * Writes the group and its line, in one write; nothing where nothing was appended. The line says what is durable when
   * the group is written. If the disk refuses, the group is lost, and there is a `failure`; nothing is thrown.
   *
   * Under `everysec` a sync begins SYNC_EVERY_MS after the first write that none has begun to save.
   *
   * @step 2
   */
  flush(): void {
    if (this.#group.size === 0) return;
    const group = this.#group.take();
    this.#write(group);
    this.#interval?.wrote();
  }

  /**
   * Called when replies are about to leave; says when they may: undefined is at once.
   *
   * - `everysec`, `no`: when all that was appended is in the file. If it is not yet (whether this call flushes is
   *   open): a promise, which resolves by the end of this turn of the event loop; no sync is waited for. If the policy
   *   is `always` by then, it resolves as that does.
   * - `always`: flushes. When all that was flushed is durable: undefined if it is. Else a promise, which resolves when
   *   a sync has ended that began after the call. Those who wait at once share syncs: for n of them 2 at most. Where
   *   the write or the sync fails it rejects with the `failure`, and so does every later call.
   *
   * What it says from `close` on is open: nobody asks then.
   *
   * @step 2
   */
  beforeSend(): Promise<void> | undefined {
    if (this.#policy !== "always") return this.#group.size === 0 ? undefined : this.#turn;
    this.flush();
    if (this.failure !== undefined) return Promise.reject(this.failure);
    return this.durableBytes < this.size ? this.#commits.commit() : undefined;
  }

  /**
   * Flushes, syncs, writes a line for an empty group, which says that all before it is durable, and syncs that. Then
   * nothing is appended any more, and the file is closed, whatever has happened. Rejects with the failure, if there is
   * one. Twice is the same as once.
   *
   * @step 2
   */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** @solution */
  async #close(): Promise<void> {
    this.flush();
    this.#interval?.stop();
    try {
      await this.#file.sync();
      this.#write(new Uint8Array());
      await this.#file.sync();
    } finally {
      this.#file.close();
    }
  }

  /** @solution */
  #endOfTurn(): Promise<void> {
    const turn = new Promise<void>((resolve) => {
      setImmediate(() => {
        this.#turn = undefined;
        const isFlushed = this.#group.size === 0;
        this.flush();
        resolve(isFlushed ? undefined : this.beforeSend());
      });
    });
    // Perhaps nobody waits for it; a failure is told to all who come later.
    turn.catch(() => {});
    return turn;
  }

  /** @solution */
  #write(group: Uint8Array): void {
    const line = groupLine(group, this.durableBytes, this.#seed);
    try {
      this.#file.append(Buffer.concat([group, line.bytes]));
    } catch (error) {
      // The file keeps its failure. Anything else is a bug.
      if (!(error instanceof LogError)) throw error;
    }
  }
}
