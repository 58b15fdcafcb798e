/**
 * IncrementLog: the increment to which commands go, and how they come to go to the next one.
 *
 *     append ──▶ increment 3 ┐ switchTo                      ┌──▶ increment 4
 *                            ├─ flush, sync, line, sync ─────┤
 *     append ────────────────┴─▶ held ───────────────────────┘    all that was held, together
 *     beforeSend               waits, under every policy
 *
 * Why are they held, and not written to increment 4 at once? Because then a crash might leave the end of increment 3
 * cut off, and commands in increment 4 that came after it. Nobody could tell that from rot. So:
 *
 * Invariant: an increment gets its first command when all before it are durable to their last byte. Only the last one
 * that holds anything may be torn.
 *
 * Source: openNewIncrAofForAppend in Redis 7.0's aof.c, which lets a thread sync the old file while the new one is
 * written.
 *
 * Left out: going on in the next increment after this one has failed.
 */
import type { LogError } from "@labs/db-03";
// @solution
import { assert, type Clock } from "@labs/machine";
import { AofFile, type AofOptions, type FsyncPolicy } from "./aof-file.ts";
import type { AofStart } from "./aof-recovery.ts";
import type { LoggedRequest } from "./propagation.ts";

/** Where a server's commands are logged, through all its increments. */
export class IncrementLog {
  // @solution
  readonly #clock: Clock;
  // @solution
  #policy: FsyncPolicy;
  // @solution
  #file: AofFile;
  /**
   * What was appended since `switchTo`, until the switch has ended.
   * @solution
   */
  #held: LoggedRequest[] | undefined;
  /**
   * The switch that is under way, or the last one.
   * @solution
   */
  #switched: Promise<void> = Promise.resolve();

  /**
   * @param start the increment to begin with; taken over
   * @step 6
   */
  constructor(start: AofStart, options: AofOptions) {
    this.#clock = options.clock;
    this.#policy = options.policy;
    this.#file = new AofFile(start, options);
  }

  /** As `AofFile.policy`; of all increments. @step 6 */
  get policy(): FsyncPolicy {
    return this.#policy;
  }

  /** @step 6 */
  set policy(policy: FsyncPolicy) {
    this.#policy = policy;
    if (this.#held === undefined) this.#file.policy = policy;
  }

  /** Why nothing is logged any more, as `AofFile.failure`. @step 6 */
  get failure(): LogError | undefined {
    return this.#file.failure;
  }

  /** As `AofFile.append`; during a switch the request is held, and must stay as it is until that has ended. @step 6 */
  append(request: LoggedRequest): void {
    if (this.#held !== undefined) this.#held.push(request);
    else this.#file.append(request);
  }

  /**
   * As `AofFile.beforeSend`. During a switch, under every policy: a promise, which resolves when the switch has ended
   * and then replies may leave, and rejects if it fails.
   *
   * @step 6
   */
  beforeSend(): Promise<void> | undefined {
    if (this.#held === undefined) return this.#file.beforeSend();
    return this.#switched.then(() => this.#file.beforeSend());
  }

  /**
   * From this call on, requests belong to the increment `start` (taken over). What was appended before is flushed at
   * once, and the increment before is closed (`AofFile.close`); what comes meanwhile is held. When that is durable,
   * what was held is appended, in order, and the switch has ended.
   *
   * Rejects if the increment before fails: then nothing is ever logged any more, also not what was held, there is a
   * `failure`, and no handle is left open. No switch may be under way (InvariantError).
   *
   * @step 6
   */
  switchTo(start: AofStart): Promise<void> {
    assert(this.#held === undefined, "one switch at a time");
    const held: LoggedRequest[] = [];
    this.#held = held;
    this.#switched = this.#file.close().then(
      () => {
        this.#file = new AofFile(start, { policy: this.#policy, clock: this.#clock });
        this.#held = undefined;
        for (const request of held) this.#file.append(request);
      },
      (error: unknown) => {
        this.#held = undefined;
        start.file.close();
        throw error;
      },
    );
    // Who waits for it is told; and if nobody does, there is the failure.
    this.#switched.catch(() => {});
    return this.#switched;
  }

  /** As `AofFile.close`, after a switch that is under way. @step 6 */
  async close(): Promise<void> {
    await this.#switched.catch(() => {});
    await this.#file.close();
  }
}
