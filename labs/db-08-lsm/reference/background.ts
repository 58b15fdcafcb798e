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
  /** Whether there may be something to do that was not looked for yet. */
  #isWoken = false;
  /** While a job runs: settles when there is none any more. Never rejects. */
  #working: Promise<void> | undefined;

  constructor(options: BackgroundOptions) {
    this.#options = options;
  }

  /** There may be something to do: the version has changed. */
  wake(): void {
    this.#isWoken = true;
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
    while (this.#isWoken && !this.#isStopped) {
      this.#isWoken = false;
      while (!this.#isStopped && (await this.#workOnce()));
    }
    // From the last look on nothing was awaited: who wakes us from now on finds nobody at work.
    this.#working = undefined;
    if (!this.#isStopped) return;
    for (const { reject } of this.#asked.splice(0)) reject(this.#options.refusal());
  }

  /** @returns whether there was something to do */
  async #workOnce(): Promise<boolean> {
    const { compactor, host, fail } = this.#options;
    const asked = this.#asked.shift();
    try {
      const job = asked?.job ?? compactor?.next(host);
      if (job === undefined) return false;
      await job(host);
      asked?.resolve();
    } catch (error) {
      this.#isStopped = true;
      const failure = fail(error);
      asked?.reject(failure);
    }
    return true;
  }
}
