/**
 * DurableFile: a file that is appended to, and what of it a crash leaves for certain.
 *
 *     0                     durableBytes                size
 *     │ certain             │ unsynced: all, a part, none │
 *     └─────────────────────┴─────────────────────────────┘
 *                            ▲ a sync that ended moves this on,          ▲ an append moves this on
 *                              to where the file ended when it began
 *
 *     sync()   ──▶ under way ──▶ resolves                  one sync at a time is with the disk
 *     sync()   ──▶ waits ───────▶ under way ──▶ resolves
 *     sync()   ──▶ waits ──────────────────────▶ ✗ fails   and with it all that wait, and all later
 *
 * A sync that failed is the last one. The kernel has marked the pages clean that it could not
 * write, so that another sync would succeed and save nothing. PostgreSQL tried again for twenty
 * years.
 *
 * Invariants: durableBytes <= size. durableBytes only grows, and no more once there is a failure.
 *
 * Source: Rebello et al., "Can Applications Recover from fsync Failures?" (USENIX ATC 2020);
 * fsync(2).
 *
 * Left out: preallocation. The size changes with each append, which costs the file system an entry
 * in its journal at each sync; overwriting a file made ahead saves that (PostgreSQL recycles its
 * segments).
 */
import { type DiskFile, InvariantError } from "@labs/machine";
import { LogError } from "./errors.ts";

/**
 * An open file that says of itself what is durable, and says so no more once the disk has failed.
 */
export class DurableFile {
  // @solution
  readonly #file: DiskFile;
  // @solution
  #size: number;
  // @solution
  #durableBytes: number;
  // @solution
  #failure: LogError | undefined;
  // @solution
  #isClosed = false;
  /**
   * Settles when the disk has no sync of this file under way and none waits. Never rejects.
   * @solution
   */
  #idle: Promise<void> = Promise.resolve();

  /**
   * @param file taken over: from now on nobody else writes to it or closes it
   * @param durableBytes how much of it is durable already, from its beginning; nothing, unless said
   * @step 4
   */
  constructor(file: DiskFile, durableBytes = 0) {
    this.#file = file;
    this.#size = file.size;
    this.#durableBytes = durableBytes;
  }

  /**
   * What the file had when it was handed over, and what was appended whole since, in bytes.
   * @step 4
   */
  get size(): number {
    return this.#size;
  }

  /**
   * So many bytes from the beginning are durable: no crash takes them. Of what a sync saves, that
   * is what was in the file when the disk began it, known once the disk has ended it.
   * @step 4
   */
  get durableBytes(): number {
    return this.#durableBytes;
  }

  /**
   * The error that ended it, code `LOG_FAILED`, with the disk's own as its `cause`. Undefined while
   * all is well. Any error of a write or a sync is one, also one that is no `DiskError`: what a disk
   * says that `@labs/machine` has no name for (EROFS, EFBIG) comes as Node threw it.
   * @step 4
   */
  get failure(): LogError | undefined {
    return this.#failure;
  }

  /**
   * Writes `bytes` (borrowed for the call) at the end of the file.
   *
   * @returns the offset at which they stand
   * @throws LogError `LOG_FAILED` where a write or a sync has failed before, or this write fails:
   * then a part of them may be in the file; `LOG_CLOSED` after `close`, unless it had failed
   * @step 4
   */
  append(bytes: Uint8Array): number {
    this.#check();
    const offset = this.#size;
    try {
      this.#file.write(offset, bytes);
    } catch (error) {
      throw this.#fail(error);
    }
    this.#size += bytes.length;
    return offset;
  }

  /**
   * Resolves when all that was appended before the call is durable.
   *
   * - At most one sync is with the disk at a time. What a later call asks for begins after the one
   *   before it has ended.
   * - A call that finds everything durable resolves, and the disk is not asked. (So may one that
   *   finds it only when its turn comes: that is up to you.)
   * - Where a sync fails, it rejects with `LOG_FAILED`; so do the syncs that wait, and every later
   *   one, and the disk is not asked again. The same where a *write* fails; and a sync that is under
   *   way then rejects too, whatever the disk says of it in the end: after a failure nothing is said
   *   to be durable.
   * - `LOG_CLOSED` for a sync that waits when the file is closed, and for every later one; where the
   *   file has failed, `LOG_FAILED` all the same. One that is with the disk then ends as it ends: where
   *   it fails, that is a failure as ever.
   *   (Where none is under way, a sync may go to the disk at once, or a moment later.)
   *
   * @step 4
   */
  async sync(): Promise<void> {
    this.#check();
    if (this.#durableBytes === this.#size) return;
    const turn = this.#idle.then(() => this.#syncNow());
    this.#idle = turn.catch(() => {});
    return turn;
  }

  /**
   * Gives the handle back; does not sync. Twice is the same as once.
   * @step 4
   */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#file.close();
  }

  /** @solution */
  async #syncNow(): Promise<void> {
    this.#check();
    const end = this.#size;
    try {
      await this.#file.sync();
    } catch (error) {
      throw this.#fail(error);
    }
    if (this.#failure !== undefined) throw this.#failure;
    this.#durableBytes = end;
  }

  /** @solution */
  #check(): void {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#isClosed) throw new LogError("LOG_CLOSED", `${this.#file.path} was closed`);
  }

  /**
   * The failure to throw. The first one stays.
   * @solution
   */
  #fail(error: unknown): LogError {
    // A bug is not the disk's fault.
    if (error instanceof InvariantError) throw error;
    this.#failure ??= new LogError("LOG_FAILED", `${this.#file.path} failed`, { cause: error });
    return this.#failure;
  }
}
