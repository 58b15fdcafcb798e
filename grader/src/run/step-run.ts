/**
 * One step's run as a state machine: events in, verdicts out. No process, no clock.
 *
 *   starting ──loading──▶ loading ──collected──▶ between tests ──start──▶ a test runs ──end──▶ between tests … ──done──▶ over
 *      │                     │                        │                       │
 *      └─ dies: the          └─ dies: the step's      └─ dies: run again      └─ dies: this test is to blame; run again
 *         grader's own          own failure              without what             without it
 *         fault                                          has reported
 *
 * Invariant: every run of the file adds a verdict, or the run is the last one.
 */
import type { Step } from "../manifest.ts";
import type { Failure, Outcome, StepResult, TestResult } from "../verdict.ts";
import type { WorkerEnd, WorkerEvent } from "./events.ts";
import { MORE_MAX } from "./starved.mjs";
import { placeIn } from "./submission.ts";

/** So many tests of a step may have to be stopped; what comes after them is not run. */
const STOPS_MAX = 3;
/** What the guard thread allows is less; this is for when it is gone. */
const LOAD_PATIENCE_MS = 20_000;
const PATIENCE_MS = 15_000;

interface Running {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly budgetMs: number;
}

/** How a run of the file ended, as its runner saw it. */
export interface RunEnd {
  readonly worker: WorkerEnd | undefined;
  /** The engine stopped it: nothing had been heard for longer than `patienceMs`. */
  readonly stopped: boolean;
  /** Set where the runner itself ended, does not answer, or reports errors of vitest's: what is known of it. */
  readonly gone?: string;
}

type Phase =
  | { readonly kind: "starting" }
  | { readonly kind: "loading" }
  | { readonly kind: "between" }
  | { readonly kind: "running"; readonly test: Running }
  | { readonly kind: "over" };

export class StepRun {
  readonly #step: Step;
  readonly #labPath: string;
  /** Whether the first failure is the last verdict. */
  readonly #bail: boolean;
  /** Whether the tests are those that the file registers. */
  readonly #ownTests: boolean;
  readonly #results = new Map<string, TestResult>();
  readonly #registered = new Map<string, Pick<TestResult, "title" | "hint">>();
  #phase: Phase = { kind: "starting" };
  #stops = 0;
  #failure: Failure | undefined;
  /** What every test gets where nothing could run. */
  #outcome: Outcome = "failed";
  /** Said of the death that is about to come: by the guard thread, or by a call of process.exit. */
  #cause: Failure | undefined;
  #reportedInThisRun = false;

  constructor(step: Step, labPath: string, { bail = false, ownTests = false } = {}) {
    this.#step = step;
    this.#labPath = labPath;
    this.#bail = bail;
    this.#ownTests = ownTests;
  }

  /** Ids that the next run leaves out. */
  get skip(): readonly string[] {
    return [...this.#results.keys()];
  }

  /** Ids that the file registers and the manifest does not declare. */
  get undeclared(): readonly string[] {
    return [...this.#registered.keys()].filter((id) => !this.#ids.includes(id));
  }

  /** Whether nothing of the submission has run yet; if the run ends now, it is not to blame. */
  get isStarting(): boolean {
    return this.#phase.kind === "starting";
  }

  /** How long nothing may be heard. */
  get patienceMs(): number {
    if (this.isStarting || this.#phase.kind === "loading") return LOAD_PATIENCE_MS;
    const budgetMs = this.#phase.kind === "running" ? this.#phase.test.budgetMs : 0;
    return PATIENCE_MS + (1 + MORE_MAX) * budgetMs;
  }

  /** A new run of the file begins. */
  begin(): void {
    this.#phase = { kind: "starting" };
    this.#cause = undefined;
    this.#reportedInThisRun = false;
  }

  /** @returns the verdict that the event brings, where it brings one */
  hear(event: WorkerEvent): TestResult | undefined {
    switch (event.kind) {
      case "loading":
        this.#phase = { kind: "loading" };
        return undefined;
      case "collected":
        for (const { id, title, hint } of event.tests) this.#registered.set(id, { title, hint });
        this.#phase = { kind: "between" };
        return undefined;
      case "not-loaded":
        if ("failure" in event) this.#failure = event.failure;
        else this.#outcome = "not-started";
        this.#phase = { kind: "over" };
        return undefined;
      case "start":
        this.#phase = { kind: "running", test: event };
        return undefined;
      case "end":
        return this.#ended(event.result);
      case "stuck":
      case "memory":
        this.#cause = this.#told(event);
        return undefined;
      case "exit":
        return this.#exited(event);
      case "void":
        this.#results.clear();
        this.#failure = event.failure;
        this.#phase = { kind: "over" };
        return undefined;
      case "done":
        this.#phase = { kind: "over" };
        return undefined;
    }
  }

  /** The run is over. @returns the verdict that this brings, and whether the file is to be run again */
  end(end: RunEnd): { readonly again: boolean; readonly result?: TestResult } {
    const phase = this.#phase;
    if (phase.kind === "over") return { again: false };
    const failure = this.#cause ?? this.#death(end);
    this.#cause = undefined;
    if (phase.kind === "starting" || phase.kind === "loading") {
      const what = this.#ownTests ? "your tests were" : "the lab was";
      this.#failure = { ...failure, message: `${failure.message}, while ${what} loaded` };
      return { again: false };
    }
    if (phase.kind === "running") {
      this.#stops++;
      const { id, title, hint } = phase.test;
      const milliseconds = failure.kind === "hang" ? phase.test.budgetMs : 0;
      const result: TestResult = { id, title, hint, outcome: "failed", milliseconds, failure };
      this.#results.set(id, result);
      return { again: this.#goesOn(), result };
    }
    return { again: this.#reportedInThisRun && this.#goesOn() };
  }

  /** Every declared test with its verdict; what did not report has failed. */
  result(milliseconds: number): StepResult {
    const failure = this.#failure ?? this.#nothingReported();
    const tests = this.#ids.map((id) => this.#results.get(id) ?? this.#missing(id, failure));
    return {
      id: this.#step.id,
      tests,
      milliseconds,
      ...(failure === undefined ? {} : { failure }),
    };
  }

  /** What has to report. */
  get #ids(): readonly string[] {
    return this.#ownTests ? [...this.#registered.keys()] : this.#step.tests;
  }

  #goesOn(): boolean {
    if (this.#bail && [...this.#results.values()].some(isFailed)) return false;
    return this.#stops < STOPS_MAX && this.#ids.some((id) => !this.#results.has(id));
  }

  #ended(result: TestResult): TestResult | undefined {
    const earlier = this.#results.get(result.id);
    // A second report can only take a pass away: what came in the background, after it.
    if (earlier !== undefined && (earlier.outcome !== "passed" || result.outcome === "passed")) {
      return undefined;
    }
    if (earlier === undefined) this.#phase = { kind: "between" };
    if (result.failure?.kind === "hang") this.#stops++;
    this.#reportedInThisRun = true;
    this.#results.set(result.id, result);
    return result;
  }

  /** The test that called process.exit is to blame, which need not be the one that runs. */
  #exited(event: Extract<WorkerEvent, { kind: "exit" }>): TestResult | undefined {
    const earlier = event.id === undefined ? undefined : this.#results.get(event.id);
    if (earlier === undefined) {
      this.#cause = event.failure;
      return undefined;
    }
    this.#phase = { kind: "between" };
    return this.#ended({ ...earlier, outcome: "failed", failure: event.failure });
  }

  #told(event: Extract<WorkerEvent, { kind: "stuck" | "memory" }>): Failure {
    if (event.kind === "memory") return outOfMemory(event.limitBytes);
    const place = placeIn(event.stack, this.#labPath);
    return { ...this.#hang(), ...(place === undefined ? {} : { place }) };
  }

  #death({ worker, stopped, gone }: RunEnd): Failure {
    if (stopped) return this.#hang();
    if (worker === undefined && gone !== undefined) {
      const did = [{ label: "known of it", text: gone }];
      return { kind: "exit", message: "the grading broke off", did };
    }
    if (/heap out of memory|Allocation failed|Array buffer allocation/.test(worker?.stderr ?? "")) {
      return outOfMemory(undefined);
    }
    const how =
      worker?.signal != null
        ? `killed by ${worker.signal}`
        : `with code ${worker?.code ?? "unknown"}`;
    return { kind: "exit", message: `the process ended, ${how}`, did: [] };
  }

  #hang(): Failure {
    const budgetMs = this.#phase.kind === "running" ? this.#phase.test.budgetMs : undefined;
    const time = budgetMs === undefined ? "" : ` in ${(budgetMs / 1000).toLocaleString("en")} s`;
    return { kind: "hang", message: `did not finish${time}, and was stopped`, did: [] };
  }

  #nothingReported(): Failure | undefined {
    const allMissing = this.#ids.every((id) => !this.#results.has(id));
    if (!allMissing || this.#ids.length === 0 || this.#outcome === "not-started") return undefined;
    const message = `no test of ${this.#step.testFile} reported: ${this.#step.tests.join(", ")}`;
    return { kind: "unreported", message, did: [] };
  }

  #missing(id: string, failure: Failure | undefined): TestResult {
    const { title = id, hint = "" } = this.#registered.get(id) ?? {};
    const blank = { id, title, hint, milliseconds: 0, outcome: this.#outcome };
    if (failure !== undefined || this.#outcome === "not-started") return blank;
    const message =
      this.#stops >= STOPS_MAX
        ? `was not run: ${STOPS_MAX} tests of this step had to be stopped before it`
        : "never reported";
    return { ...blank, failure: { kind: "unreported", message, did: [] } };
  }
}

function isFailed({ outcome }: TestResult): boolean {
  return outcome === "failed";
}

function outOfMemory(limitBytes: number | undefined): Failure {
  const limit = limitBytes === undefined ? "" : ` (${limitBytes / (1 << 20)} MiB)`;
  return { kind: "memory", message: `ran out of the memory that a test may use${limit}`, did: [] };
}
