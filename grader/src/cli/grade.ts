/**
 * `npm run grade`: the lab, step by step, until the first that is not green; then one thing to read and do.
 *
 * Once every step is green, the same is graded with a few more seeds: a solution that was lucky once is found out
 * here, and not by the lab that stands on it. Where a report is written for machines, it is of every step and one seed.
 */
import chalk from "chalk";
import type { Lab } from "../manifest.ts";
import { ProgressStore } from "../progress.ts";
import { LiveSteps } from "../screen/live.ts";
import { Terminal } from "../screen/terminal.ts";
import { wrapped } from "../screen/text.ts";
import { allGreen, typeErrorLines } from "../screen/verdict.ts";
import { currentLab } from "../standing.ts";
import type { StepResult } from "../verdict.ts";
import { type ExitCode, type Invocation, type Run, UsageError } from "./command.ts";
import { ForMachines, takesStdout, wishForMachines } from "./for-machines.ts";
import {
  freshSeed,
  type GradeContext,
  headerLines,
  type OpenGrader,
  openEngine,
  Session,
  type Target,
} from "./grading.ts";
import { onInterrupt } from "./interrupt.ts";
import { printReport, type Report } from "./report.ts";
import { findStep } from "./resolve.ts";
import { startTypeCheck } from "./type-check.ts";
import { inUseOf, selectionFor, wishOf, wordsOf } from "./wish.ts";

const MORE_SEEDS = 5;
/** No further seed is begun after this. */
const MORE_SEEDS_MAX_MS = 8_000;

/** The command, with an engine of one's choice. @param aside where lines go while a report takes `stream` */
export function gradeCommand(
  open: OpenGrader,
  stream: NodeJS.WriteStream = process.stdout,
  aside: NodeJS.WriteStream = process.stderr,
): Run {
  return async (invocation) => {
    const terminal = new Terminal(takesStdout(invocation) ? aside : stream);
    const forget = onInterrupt(() => terminal.close());
    const warn = (message: string) => terminal.print(chalk.yellow(message));
    const store = new ProgressStore(invocation.root, { warn });
    try {
      const labs = await labsToGrade(invocation, store, terminal);
      const wish = wishOf(invocation, labs, inUseOf(invocation, terminal));
      const { step: word, seed } = invocation.options;
      const steps = labs.map((lab) => (typeof word === "string" ? findStep(lab, word) : undefined));
      const machines = new ForMachines(wishForMachines(invocation, labs), terminal, stream);
      const common = { invocation, terminal, store, open, wish, machines, seed: asNumber(seed) };
      let worst: ExitCode = 0;
      await machines.begin();
      try {
        for (const [index, lab] of labs.entries()) {
          if (index > 0) terminal.print("");
          const code = await gradeLab({ ...common, step: steps[index] }, lab);
          worst = Math.max(worst, code) as ExitCode;
        }
      } finally {
        await machines.end(invocation.root);
      }
      return worst;
    } finally {
      terminal.close();
      forget();
    }
  };
}

export const run: Run = gradeCommand(openEngine);

function asNumber(value: string | true | readonly string[] | undefined): number | undefined {
  return typeof value === "string" ? Number(value) : undefined;
}

/** The labs that were named, or the one where the learner stands; says which. */
async function labsToGrade(
  { named, labs }: Invocation,
  store: ProgressStore,
  terminal: Terminal,
): Promise<readonly Lab[]> {
  if (named.length > 0) return named;
  const current = currentLab(labs, await store.read());
  const lab = current?.lab ?? labs.at(-1);
  if (lab === undefined) throw new UsageError("There is no lab in this tree.");
  const why = current === undefined ? "Every lab is green; the last one again" : "You stand at";
  const text = `${why}: ${lab.id} ${lab.title}. Another one: npm run grade LAB`;
  terminal.print([...wrapped(text, terminal.columns), ""]);
  return [lab];
}

async function gradeLab(context: GradeContext, lab: Lab): Promise<ExitCode> {
  const target = await targetFor(context, lab);
  const { options } = context.invocation;
  if (options.watch === true) return (await import("./watch.ts")).watch(context, target);
  if (options.times !== undefined) return (await import("./times.ts")).times(context, target);
  return gradeOnce(context, target);
}

/** What is graded on what, by the wish and by what has passed until now. */
async function targetFor({ invocation, store, wish }: GradeContext, lab: Lab): Promise<Target> {
  const { root, labs } = invocation;
  const selection = selectionFor(lab, labs, wish, await store.read());
  return { root, lab, isReference: wish.reference, selection, words: wordsOf(invocation) };
}

async function gradeOnce(context: GradeContext, target: Target): Promise<ExitCode> {
  const { terminal, step, machines } = context;
  const { lab, isReference, root, selection } = target;
  const startedAt = new Date();
  const seed = context.seed ?? freshSeed();
  terminal.print(headerLines(target, terminal.columns, `seed ${seed}`));
  const session = new Session(target, context.open, isReference ? undefined : context.store);
  const types = isReference ? undefined : startTypeCheck(root, lab, selection.conditions);
  const forget = onInterrupt(() => types?.stop());
  try {
    const results = await gradeShown(context, target, session, seed);
    let report: Report = { results, seed, moreSeeds: 0 };
    const isWhole = step === undefined && context.seed === undefined && !isReference;
    if (isWhole && !machines.isAsked && allGreen(results))
      report = await moreSeeds(context, target, session, report);
    await printReport(context, target, report);
    const errors = await types?.errors;
    const isBroken = report.results.some((result) => result.failure?.kind === "import");
    if (errors !== undefined && errors.count > 0 && !isBroken) {
      terminal.print(["", ...typeErrorLines(errors, terminal.columns)]);
    }
    await machines.take(target, { ...report, step, startedAt });
    return allGreen(report.results) ? 0 : 1;
  } finally {
    forget();
    types?.stop();
    await session.close();
  }
}

async function gradeShown(
  { terminal, step, invocation, machines }: GradeContext,
  { lab }: Target,
  session: Session,
  seed: number,
): Promise<readonly StepResult[]> {
  const steps = step === undefined ? lab.steps : [step];
  const live = new LiveSteps(terminal, lab, steps);
  await terminal.prepare();
  live.begin();
  try {
    const all = invocation.options.all === true || machines.isAsked;
    const request = { steps, seed, all, isLast: true };
    const results = await session.grade(request, (event) => live.hear(event));
    live.end();
    return results;
  } finally {
    live.stop();
  }
}

/** Grades with further seeds until one is not green, there were enough, or the time is up. */
async function moreSeeds(
  { terminal }: GradeContext,
  { lab }: Target,
  session: Session,
  first: Report,
): Promise<Report> {
  const end = Date.now() + MORE_SEEDS_MAX_MS;
  for (let done = 0; done < MORE_SEEDS; done++) {
    if (Date.now() > end) return { ...first, moreSeeds: done };
    terminal.live(["", `  … and with more seeds: ${done} of ${MORE_SEEDS}`]);
    const seed = freshSeed();
    const results = await session.grade({ steps: lab.steps, seed, all: false });
    terminal.live([]);
    if (!allGreen(results)) {
      const { stepLines } = await import("../screen/steps.ts");
      const last = results.at(-1);
      const step = lab.steps.find((each) => each.id === last?.id);
      terminal.print(["", `Green on seed ${first.seed}, but not on seed ${seed}:`]);
      if (last !== undefined && step !== undefined) terminal.print(stepLines(lab).done(step, last));
      return { results, seed, moreSeeds: done };
    }
  }
  return { ...first, moreSeeds: MORE_SEEDS };
}
