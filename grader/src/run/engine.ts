/**
 * The engine: grades steps in runners of its own, under a watchdog, and gives every declared test its verdict.
 *
 *   for each step, until one is not green:
 *     have its test file run; what is heard, and how the run ends, goes to a StepRun
 *     run the file again for as long as that says so
 *
 *   lane 1   step 1 ──────▶ step 3 ──────▶ step 4 …        the next step begins before this one has ended, where there
 *   lane 2   step 2 ───────────────▶ step 5 …              is a second core; what is heard of it waits for its turn.
 *                                                          Not before a test of the first has passed: most gradings
 *                                                          of a beginner end there
 *
 * Invariant: events and results come in the order of the steps, and none of a step behind one that was not green.
 *
 * Three watchdogs, each for what the one inside it cannot see: the test's own timer (a promise that never settles),
 * the worker's guard thread (a loop; memory), and the engine's (a process that is stopped, a guard that is gone).
 */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { ManifestError, type Step } from "../manifest.ts";
import { isGreenStep, type StepResult } from "../verdict.ts";
import type { Plan } from "./events.ts";
import {
  type Edit,
  type GradeEvent,
  type GradeRequest,
  type Grader,
  GraderFault,
  type GraderOptions,
} from "./grader.ts";
import { RunnerProcess } from "./runner-process.ts";
import { StepRun } from "./step-run.ts";

const MEMORY_BYTES = 1 << 30;
/** How often a runner may end without a word before it is the grader's own fault. */
const FAULTS_MAX = 2;
/** How many steps are graded at a time, unless said. A third would take memory, and few laws' time. */
const LANES = 2;

/** A grader for one lab; its processes are up, and warm, until `close`. */
export function openGrader(options: GraderOptions): Grader {
  return new Engine(options);
}

class Engine implements Grader {
  readonly #options: GraderOptions;
  readonly #lanes: Lane[];
  #cancelled = false;

  constructor(options: GraderOptions) {
    this.#options = options;
    // The others come up when a grading has a use for them.
    this.#lanes = [new Lane(options)];
  }

  async grade(
    request: GradeRequest,
    onEvent: (event: GradeEvent) => void,
  ): Promise<readonly StepResult[]> {
    this.#cancelled = false;
    const overlay = this.#overlay(request);
    const waiting = request.steps.map((step) => new Turn(step));
    const turns = [...waiting];
    let isOver = false;
    const isWanted = (): boolean => !this.#cancelled && !isOver;
    const work = async (at: number): Promise<void> => {
      for (let turn = waiting.shift(); turn !== undefined; turn = waiting.shift()) {
        if (!isWanted()) turn.drop();
        else {
          const another = waiting.length > 0 || !request.isLast;
          turn.begin(this.#gradeStep(this.#lane(at), turn, request, overlay, another, isWanted));
        }
        await turn.ended;
      }
    };
    const { stepsAtOnce = LANES } = this.#options;
    const count = Math.min(request.steps.length, availableParallelism(), stepsAtOnce);
    const working = Array.from({ length: count }, async (_, at) => {
      if (at > 0) await turns[0]?.promises;
      await work(at);
    });
    const results: StepResult[] = [];
    try {
      for (const turn of turns) {
        const { step } = turn;
        onEvent({ kind: "step-started", step });
        const result = await turn.told(onEvent);
        if (result === undefined || this.#cancelled) break;
        results.push(result);
        onEvent({ kind: "step-finished", step, result });
        if (!request.all && !isGreenStep(result)) break;
      }
    } finally {
      isOver = true;
      await Promise.all([...this.#lanes.map((lane) => lane.stop()), ...working]);
    }
    return results;
  }

  async cancel(): Promise<void> {
    this.#cancelled = true;
    await Promise.all(this.#lanes.map((lane) => lane.stop()));
  }

  async close(): Promise<void> {
    this.#cancelled = true;
    for (const lane of this.#lanes) lane.kill();
  }

  #lane(at: number): Lane {
    this.#lanes[at] ??= new Lane(this.#options);
    return this.#lanes[at];
  }

  async #gradeStep(
    lane: Lane,
    { step, onEvent }: Turn,
    { seed, bail = false, ownTests = false }: GradeRequest,
    overlay: Readonly<Record<string, string>>,
    another: boolean,
    isWanted: () => boolean,
  ): Promise<StepResult> {
    const { lab } = this.#options;
    const startedAt = performance.now();
    const run = new StepRun(step, lab.path, { bail, ownTests });
    let faults = 0;
    for (let again = true; again && isWanted(); ) {
      run.begin();
      const end = await lane.runner.run(
        {
          kind: "run",
          testFile: join(lab.path, step.testFile),
          another,
          plan: { ...this.#plan(lane, seed), skip: run.skip, bail, ownTests },
          overlay,
        },
        {
          patienceMs: () => run.patienceMs,
          hear: (event) => {
            if (event.kind === "start") {
              onEvent({ kind: "test-started", step, id: event.id, title: event.title });
            }
            const result = run.hear(event);
            if (result !== undefined) onEvent({ kind: "test-finished", step, result });
          },
        },
      );
      // Also where nobody waits for it: a runner that did not answer may come back to this run in the next one.
      if (end.gone !== undefined) lane.kill();
      if (run.isStarting && isWanted()) {
        if (++faults < FAULTS_MAX) continue;
        const { signal = null, code = null } = end.worker ?? {};
        // Ended by a signal that we did not send, again and again: by the submission, from where it ran before.
        const isKilled = signal !== null || (code ?? 0) > 128;
        if (!isKilled) throw new GraderFault(end.gone ?? `a worker ended early, with ${code}`);
      }
      const verdict = run.end(end);
      if (verdict.result !== undefined) {
        onEvent({ kind: "test-finished", step, result: verdict.result });
      }
      again = verdict.again;
    }
    const [undeclared] = run.undeclared;
    if (undeclared !== undefined) {
      throw new ManifestError(
        `labs/${lab.folder}/package.json: lab.steps: ${step.testFile} has the test ${undeclared}, which step ` +
          `${step.number} does not declare; npm run derive declares it`,
      );
    }
    return run.result(performance.now() - startedAt);
  }

  #plan({ token }: Lane, seed: number): Omit<Plan, "skip" | "bail" | "ownTests"> {
    const { lab, conditions } = this.#options;
    const isReference =
      conditions.includes("reference") || conditions.includes(`${lab.id}=reference`);
    const entry = join(lab.path, isReference ? "reference/index.ts" : "src/index.ts");
    return { token, seed, labPath: lab.path, entry, exports: lab.exports };
  }

  /** The texts to load instead of what is on the disk, by absolute path. */
  #overlay({ edits = [], overlay = {} }: GradeRequest): Readonly<Record<string, string>> {
    const texts = Object.fromEntries(
      Object.entries(overlay).map(([file, text]) => [join(this.#options.lab.path, file), text]),
    );
    for (const edit of edits) {
      const file = join(this.#options.lab.path, edit.file);
      texts[file] = applied(texts[file] ?? readFileSync(file, "utf8"), edit);
    }
    return texts;
  }
}

/** A runner, which grades one step at a time, and the secrets that its processes carry. */
class Lane {
  readonly token = randomBytes(12).toString("hex");
  readonly #mark = randomBytes(6).toString("hex");
  readonly #options: GraderOptions;
  #runner: RunnerProcess | undefined;

  constructor(options: GraderOptions) {
    this.#options = options;
    this.#runner = this.#start();
  }

  /** Comes up where the one before it was killed. */
  get runner(): RunnerProcess {
    this.#runner ??= this.#start();
    return this.#runner;
  }

  /** Ends the run that is under way, and waits until it has ended. */
  async stop(): Promise<void> {
    await this.#runner?.stop();
  }

  /** Ends its runner, and all that this has started. */
  kill(): void {
    this.#runner?.kill();
    this.#runner = undefined;
  }

  #start(): RunnerProcess {
    const { root, conditions, cage } = this.#options;
    const { token } = this;
    return new RunnerProcess({
      root,
      conditions,
      token,
      mark: this.#mark,
      memoryBytes: MEMORY_BYTES,
      ...(cage === undefined ? {} : { cage }),
    });
  }
}

/** A step that is graded, perhaps ahead of its turn: what is heard of it is kept until then. */
class Turn {
  readonly step: Step;
  readonly #result: Promise<StepResult | undefined>;
  #resolve: (result: Promise<StepResult> | undefined) => void = () => {};
  /** Resolves when a test of it has passed, or it has ended: what comes after it may be worth while. */
  readonly promises: Promise<void>;
  #promise: () => void = () => {};
  #kept: GradeEvent[] = [];
  #listener: ((event: GradeEvent) => void) | undefined;

  constructor(step: Step) {
    this.step = step;
    this.#result = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.promises = new Promise((resolve) => {
      this.#promise = resolve;
    });
    // Nobody may ask for it.
    this.#result.catch(() => {}).finally(this.#promise);
  }

  readonly onEvent = (event: GradeEvent): void => {
    if (event.kind === "test-finished" && event.result.outcome === "passed") this.#promise();
    if (this.#listener === undefined) this.#kept.push(event);
    else this.#listener(event);
  };

  /** Its grading has begun. */
  begin(result: Promise<StepResult>): void {
    this.#resolve(result);
  }

  /** It is not graded any more. */
  drop(): void {
    this.#resolve(undefined);
  }

  /** Resolves when it was graded or dropped, whatever came of it. */
  get ended(): Promise<unknown> {
    return this.#result.catch(() => {});
  }

  /** It is its turn: tells what was heard, and from now on what is heard. Undefined where it was dropped. */
  told(listener: (event: GradeEvent) => void): Promise<StepResult | undefined> {
    for (const event of this.#kept) listener(event);
    this.#kept = [];
    this.#listener = listener;
    return this.#result;
  }
}

function applied(text: string, edit: Edit): string {
  const at = text.indexOf(edit.find);
  if (at === -1 || text.indexOf(edit.find, at + 1) !== -1) {
    const times = at === -1 ? "not at all" : "more than once";
    throw new ManifestError(
      `${edit.file}: the text to replace stands in it ${times}: ${edit.find}`,
    );
  }
  return text.slice(0, at) + edit.replace + text.slice(at + edit.find.length);
}
