/**
 * `npm run grade db-01 times 200`: the same with a fresh seed each time. Is it green every time?
 *
 * One line that moves, a line for every time that was not green, and the count. Nothing is kept in progress. With
 * `seed 7` the seeds are 7, 8, 9 …, so that a whole series can be run again.
 */
import { randomInt } from "node:crypto";
import chalk from "chalk";
import type { Step } from "../manifest.ts";
import { replay } from "../reports/replay.ts";
import { failureLines } from "../screen/failure.ts";
import { oneLine, seconds } from "../screen/text.ts";
import { allGreen, holdingUp } from "../screen/verdict.ts";
import { isGreenStep, type StepResult, stepOutcome } from "../verdict.ts";
import { SEED_MAX } from "./catalogue.ts";
import type { ExitCode } from "./command.ts";
import { type GradeContext, headerLines, Session, type Target } from "./grading.ts";
import { onInterrupt } from "./interrupt.ts";

export async function times(context: GradeContext, target: Target): Promise<ExitCode> {
  const { terminal, invocation } = context;
  const count = Number(invocation.options.times);
  terminal.print(headerLines(target, terminal.columns, `${count} times, a fresh seed each`));
  const session = new Session(target, context.open, undefined);
  const series = new Series(context, target, count);
  const forget = onInterrupt(() => {
    terminal.live([]);
    terminal.print(series.summary());
  });
  await terminal.prepare();
  const steps = context.step === undefined ? target.lab.steps : [context.step];
  const all = invocation.options.all === true;
  try {
    for (let index = 0; index < count; index++) {
      const seed = seedOf(context, index);
      series.report(seed, await session.grade({ steps, seed, all }));
    }
  } finally {
    terminal.live([]);
    forget();
    await session.close();
  }
  terminal.print(series.summary());
  return series.isGreen ? 0 : 1;
}

function seedOf({ seed }: GradeContext, index: number): number {
  return seed === undefined ? randomInt(SEED_MAX) : (seed + index) % (SEED_MAX + 1);
}

class Series {
  readonly #context: GradeContext;
  readonly #target: Target;
  readonly #count: number;
  readonly #startedAt = Date.now();
  #done = 0;
  #green = 0;

  constructor(context: GradeContext, target: Target, count: number) {
    this.#context = context;
    this.#target = target;
    this.#count = count;
  }

  get isGreen(): boolean {
    return this.#green === this.#count;
  }

  report(seed: number, results: readonly StepResult[]): void {
    const { terminal } = this.#context;
    this.#done++;
    if (allGreen(results)) this.#green++;
    else this.#printNotGreen(seed, results);
    const left = ((Date.now() - this.#startedAt) / this.#done) * (this.#count - this.#done);
    const line = `  ${this.#done} of ${this.#count}, ${this.#green} green, about ${seconds(left)} left`;
    if (terminal.isInteractive) terminal.live([line]);
    else if (this.#done % Math.ceil(this.#count / 10) === 0 && this.#done < this.#count) {
      terminal.print(line);
    }
  }

  /** "200 of 200 green", of those that were run. */
  summary(): string {
    const mark = this.#green === this.#done && this.#done > 0 ? chalk.green("●") : chalk.red("✗");
    const time = seconds(Date.now() - this.#startedAt);
    const early = this.#done < this.#count ? `, stopped early: ${this.#count} were to be run` : "";
    return `  ${mark} ${this.#green} of ${this.#done} green, in ${time}${early}`;
  }

  /** The first one in full, the others in a line each. */
  #printNotGreen(seed: number, results: readonly StepResult[]): void {
    const { terminal } = this.#context;
    const { lab, isReference } = this.#target;
    const result = results.find((each) => !isGreenStep(each));
    const step = lab.steps.find((each) => each.id === result?.id);
    if (result === undefined || step === undefined) return;
    const [test] = holdingUp(result.tests);
    const failure = result.failure ?? test?.failure;
    const again = replay(this.#target, step, seed);
    const isFirst = this.#done - this.#green === 1;
    if (isFirst && failure !== undefined) {
      const shown = { lab, step, failure, again, isReference };
      const own = result.failure === undefined && test !== undefined ? { test } : {};
      terminal.print([...failureLines({ ...shown, ...own }, terminal.columns), ""]);
      return;
    }
    terminal.print(`  ✗ ${oneLine(titleOf(step, result, test?.title), terminal.columns - 4)}`);
    terminal.print(`    ${again}`);
  }
}

function titleOf(step: Step, result: StepResult, title: string | undefined): string {
  if (stepOutcome(result) === "not-started") return `step ${step.number}: not started`;
  return `step ${step.number}: ${title ?? result.failure?.message ?? "not green"}`;
}
