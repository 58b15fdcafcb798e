/**
 * Background: the work on the levels, one job after the other, beside everything else.
 *
 *     version changed ──▶ wake ──▶ somebody's job? else the compactor's next one? ──▶ run it ──▶ and again
 *                                  └─ neither: idle
 *
 * Invariant: one job runs at a time; after a failure, or `stop`, none begins.
 *
 * @given
 */
import type { CompactionHost, CompactionJob, Compactor } from "./compactor.ts";

export interface BackgroundOptions {
  readonly host: CompactionHost;
  readonly compactor: Compactor | undefined;
  /** Told of what a job rejects with. @returns the store's failure */
  readonly fail: (error: unknown) => Error;
  /** What a job is refused with that was not begun before `stop`. */
  readonly refusal: () => Error;
}

/** A job that somebody asked for. */
interface Asked {
  readonly job: CompactionJob;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Runs jobs one at a time. */
export class Background {
  readonly #options: BackgroundOptions;
  /** They go before the compactor's. */
  readonly #asked: Asked[] = [];
  #isStopped = false;
  /** While a job runs: settles when there is none any more. Never rejects. */
  #working: Promise<void> | undefined;

  constructor(options: BackgroundOptions) {
    this.#options = options;
  }

  /** There may be something to do: the version has changed. */
  wake(): void {
    this.#working ??= this.#work();
  }

  /** Runs `job` when its turn comes. Rejects with the store's failure, where it rejects. */
  run(job: CompactionJob): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ job, resolve, reject });
      this.wake();
    });
  }

  /** Resolves when nothing is left to do. */
  async idle(): Promise<void> {
    while (this.#working !== undefined) await this.#working;
  }

  /** Resolves when the job that runs has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.idle();
  }

  async #work(): Promise<void> {
    // Whoever woke us goes on first.
    await undefined;
    for (let job = this.#begin(); job !== undefined; job = this.#begin()) await job;
    // In the same breath as the last look: a call between the two would wake nobody.
    this.#working = undefined;
    if (!this.#isStopped) return;
    for (const { reject } of this.#asked.splice(0)) reject(this.#options.refusal());
  }

  /** Begins the next job. @returns settles with it, and never rejects; `undefined` where there is nothing to do */
  #begin(): Promise<void> | undefined {
    if (this.#isStopped) return undefined;
    const asked = this.#asked.shift();
    try {
      const job = asked?.job ?? this.#options.compactor?.next(this.#options.host);
      return job && this.#run(job, asked);
    } catch (error) {
      this.#failed(error);
      return undefined;
    }
  }

  async #run(job: CompactionJob, asked: Asked | undefined): Promise<void> {
    try {
      await job(this.#options.host);
      asked?.resolve();
    } catch (error) {
      const failure = this.#failed(error);
      asked?.reject(failure);
    }
  }

  #failed(error: unknown): Error {
    this.#isStopped = true;
    return this.#options.fail(error);
  }
}
