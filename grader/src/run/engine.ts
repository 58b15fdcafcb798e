/**
 * The engine: grades steps in a runner of its own, under a watchdog, and gives every declared test its verdict.
 *
 *   for each step, until one is not green:
 *     have its test file run; what is heard, and how the run ends, goes to a StepRun
 *     run the file again for as long as that says so
 *
 * Three watchdogs, each for what the one inside it cannot see: the test's own timer (a promise that never settles),
 * the worker's guard thread (a loop; memory), and the engine's (a process that is stopped, a guard that is gone).
 */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
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

/** A grader for one lab; its processes are up, and warm, until `close`. */
export function openGrader(options: GraderOptions): Grader {
  return new Engine(options);
}

class Engine implements Grader {
  readonly #options: GraderOptions;
  readonly #token = randomBytes(12).toString("hex");
  readonly #mark = randomBytes(6).toString("hex");
  #runner: RunnerProcess;
  #cancelled = false;

  constructor(options: GraderOptions) {
    this.#options = options;
    this.#runner = this.#start();
  }

  async grade(
    request: GradeRequest,
    onEvent: (event: GradeEvent) => void,
  ): Promise<readonly StepResult[]> {
    this.#cancelled = false;
    const overlay = this.#overlay(request);
    const results: StepResult[] = [];
    for (const step of request.steps) {
      onEvent({ kind: "step-started", step });
      const result = await this.#gradeStep(step, request, overlay, onEvent);
      if (this.#cancelled) break;
      results.push(result);
      onEvent({ kind: "step-finished", step, result });
      if (!request.all && !isGreenStep(result)) break;
    }
    return results;
  }

  async cancel(): Promise<void> {
    this.#cancelled = true;
    await this.#runner.stop();
  }

  async close(): Promise<void> {
    this.#cancelled = true;
    this.#runner.kill();
  }

  async #gradeStep(
    step: Step,
    { seed, bail = false }: GradeRequest,
    overlay: Readonly<Record<string, string>>,
    onEvent: (event: GradeEvent) => void,
  ): Promise<StepResult> {
    const { lab } = this.#options;
    const startedAt = performance.now();
    const run = new StepRun(step, lab.path, bail);
    let faults = 0;
    for (let again = true; again && !this.#cancelled; ) {
      run.begin();
      const end = await this.#runner.run(
        {
          kind: "run",
          testFile: join(lab.path, step.testFile),
          plan: { ...this.#plan(seed), skip: run.skip, bail },
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
      if (end.gone !== undefined && !this.#cancelled) {
        this.#runner.kill();
        this.#runner = this.#start();
        const isUnexplained = !run.isInTest && !run.isOver;
        if (isUnexplained && ++faults < FAULTS_MAX) continue;
        // Ended by a signal that we did not send, again and again: by the submission.
        if (isUnexplained && end.worker === undefined) throw new GraderFault(end.gone);
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
          `${step.number} does not declare; npm run docs declares it`,
      );
    }
    return run.result(performance.now() - startedAt);
  }

  #plan(seed: number): Omit<Plan, "skip" | "bail"> {
    const { lab, conditions } = this.#options;
    const isReference =
      conditions.includes("reference") || conditions.includes(`${lab.id}=reference`);
    const entry = join(lab.path, isReference ? "reference/index.ts" : "src/index.ts");
    return { token: this.#token, seed, labPath: lab.path, entry, exports: lab.exports };
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

  #start(): RunnerProcess {
    const { root, conditions } = this.#options;
    return new RunnerProcess({
      root,
      conditions,
      token: this.#token,
      mark: this.#mark,
      memoryBytes: MEMORY_BYTES,
    });
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
