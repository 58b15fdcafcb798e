/**
 * `npm run grade db-01 watch`: grades again at every save, from the step where the learner stands.
 *
 *   save ──▶ cancel what runs ──▶ grade from the first step that is not green ──▶ all green? grade all once more
 *
 * The engine stays warm between gradings. The seed stays until everything is green, so that the same case is met
 * again while it is worked on. `q` ends it, and so does Ctrl-C.
 */
import { join } from "node:path";
import chalk from "chalk";
import type { Step } from "../manifest.ts";
import { CTRL_C, onKey } from "../screen/keyboard.ts";
import { LiveSteps } from "../screen/live.ts";
import { stepLines } from "../screen/steps.ts";
import { allGreen, typeErrorLines } from "../screen/verdict.ts";
import { standingOf } from "../standing.ts";
import { isGreenStep, type StepResult } from "../verdict.ts";
import { Changes } from "./changes.ts";
import type { ExitCode } from "./command.ts";
import { freshSeed, type GradeContext, headerLines, Session, type Target } from "./grading.ts";
import { interrupt } from "./interrupt.ts";
import { printReport } from "./report.ts";
import { startTypeCheck } from "./type-check.ts";

export async function watch(context: GradeContext, target: Target): Promise<ExitCode> {
  const watching = new Watching(context, target);
  const forgetKeys = onKey((key) => {
    if (key === CTRL_C) interrupt("SIGINT");
    else if (key === "q" || key === "Q") watching.end();
  });
  const changes = new Changes(foldersOf(target), () => watching.changed());
  try {
    await watching.run();
  } finally {
    changes.close();
    forgetKeys();
    await watching.close();
  }
  return watching.isGreen ? 0 : 1;
}

/** What is the learner's own of the lab and of what it stands on. */
function foldersOf({ lab, isReference, selection }: Target): readonly string[] {
  const own = selection.on.filter(({ whose }) => whose === "yours");
  return [
    join(lab.path, isReference ? "reference" : "src"),
    ...own.map((each) => join(each.lab.path, "src")),
  ];
}

class Watching {
  readonly #context: GradeContext;
  readonly #target: Target;
  readonly #session: Session;
  #seed: number;
  /** Index of the step that grading begins with. */
  #from = 0;
  #isEnding = false;
  #isChanged = true;
  #wake: () => void = () => {};
  #isGrading = false;
  /** Said by the last grading that was not cancelled. */
  isGreen = false;

  constructor(context: GradeContext, target: Target) {
    this.#context = context;
    this.#target = target;
    const store = target.isReference ? undefined : context.store;
    this.#session = new Session(target, context.open, store);
    this.#seed = context.seed ?? freshSeed();
  }

  /** Grades at every change, until `end`. */
  async run(): Promise<void> {
    await this.#context.terminal.prepare();
    this.#from = await this.#whereTheLearnerStands();
    while (!this.#isEnding) {
      if (!this.#isChanged) await new Promise<void>((resolve) => (this.#wake = resolve));
      if (this.#isEnding) return;
      this.#isChanged = false;
      await this.#round();
    }
  }

  changed(): void {
    this.#isChanged = true;
    if (this.#isGrading) void this.#session.cancel();
    this.#wake();
  }

  end(): void {
    this.#isEnding = true;
    if (this.#isGrading) void this.#session.cancel();
    this.#wake();
  }

  async close(): Promise<void> {
    await this.#session.close();
  }

  async #whereTheLearnerStands(): Promise<number> {
    const { store, step } = this.#context;
    const { lab, isReference } = this.#target;
    if (isReference || step !== undefined) return 0;
    const { at } = standingOf(lab, await store.read());
    return at === undefined ? 0 : at.step.number - 1;
  }

  async #round(): Promise<void> {
    const { lab } = this.#target;
    const chosen = this.#context.step;
    const steps = chosen === undefined ? lab.steps.slice(this.#from) : [chosen];
    let results = await this.#grade(steps);
    if (this.#isStale()) return;
    if (allGreen(results) && chosen === undefined && this.#from > 0) {
      // The steps before were green once; with what was changed since, they may not be.
      results = await this.#grade(lab.steps);
      if (this.#isStale()) return;
    }
    this.isGreen = allGreen(results);
    await this.#report(results);
    this.#goOnFrom(results);
  }

  #isStale(): boolean {
    return this.#isChanged || this.#isEnding;
  }

  #goOnFrom(results: readonly StepResult[]): void {
    const stuck = results.find((each) => !isGreenStep(each));
    const step = this.#target.lab.steps.find((each) => each.id === stuck?.id);
    this.#from = step === undefined ? 0 : step.number - 1;
    if (step === undefined && this.#context.seed === undefined) this.#seed = freshSeed();
  }

  async #grade(steps: readonly Step[]): Promise<readonly StepResult[]> {
    const { terminal } = this.#context;
    const { lab } = this.#target;
    terminal.clearScreen();
    const more = [`seed ${this.#seed}`, "watching"];
    terminal.print(headerLines(this.#target, terminal.columns, ...more));
    this.#printEarlier(steps);
    const live = new LiveSteps(terminal, lab, steps);
    live.begin();
    this.#isGrading = true;
    try {
      const request = {
        steps,
        seed: this.#seed,
        all: this.#context.invocation.options.all === true,
      };
      const results = await this.#session.grade(request, (event) => live.hear(event));
      if (!this.#isStale()) live.end();
      return results;
    } finally {
      this.#isGrading = false;
      live.stop();
    }
  }

  /** The steps before, which were green and are not graded now. */
  #printEarlier(steps: readonly Step[]): void {
    const { terminal, step } = this.#context;
    const { lab } = this.#target;
    const first = steps[0];
    if (step !== undefined || first === undefined) return;
    const lines = stepLines(lab);
    for (const earlier of lab.steps.slice(0, first.number - 1))
      terminal.print(lines.earlier(earlier));
  }

  async #report(results: readonly StepResult[]): Promise<void> {
    const { terminal } = this.#context;
    const { lab, isReference, root, selection } = this.#target;
    const { columns } = terminal;
    await printReport(this.#context, this.#target, { results, seed: this.#seed, moreSeeds: 0 });
    terminal.print([
      "",
      chalk.dim(`${new Date().toTimeString().slice(0, 8)}   save to grade again, q ends`),
    ]);
    if (isReference || results.some((result) => result.failure?.kind === "import")) return;
    const types = startTypeCheck(root, lab, selection.conditions);
    const errors = await types.errors;
    if (errors.count > 0 && !this.#isStale()) {
      terminal.print(["", ...typeErrorLines(errors, columns)]);
    }
  }
}
