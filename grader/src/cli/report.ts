/**
 * What is printed under the steps of a grading: the one failure, or what being green is good for.
 *
 * Here is gathered what the screen cannot know: which functions are not written, what the decision log asks, which
 * lab comes next. Grading once and watching share it.
 */
import type { Step } from "../manifest.ts";
import { replay } from "../reports/replay.ts";
import { allGreen, type Green, greenLines, verdictLines } from "../screen/verdict.ts";
import { standingOf } from "../standing.ts";
import type { StepResult } from "../verdict.ts";
import { type GradeContext, type Target, unwrittenIn } from "./grading.ts";

export interface Report {
  readonly results: readonly StepResult[];
  readonly seed: number;
  /** How many further seeds were green. */
  readonly moreSeeds: number;
}

export async function printReport(
  context: GradeContext,
  target: Target,
  report: Report,
): Promise<void> {
  const { terminal } = context;
  const { lab, isReference } = target;
  const { results, seed } = report;
  terminal.print("");
  if (allGreen(results)) {
    const green = await greenOf(context, target, report);
    terminal.print(greenLines(green, terminal.columns));
    return;
  }
  const again = (step: Step) => replay(target, step, seed);
  const unwritten = isReference ? [] : await unwrittenIn(lab, results);
  const verdict = { lab, results, isReference, again, unwritten };
  terminal.print(verdictLines(verdict, terminal.columns));
}

/** What is said of a lab that is green, with what to do next. */
async function greenOf(
  { step, invocation, store }: GradeContext,
  { lab, isReference }: Target,
  report: Report,
): Promise<Green> {
  const base = { lab, isReference, ...report };
  if (step !== undefined) return { ...base, only: step };
  if (isReference) return base;
  const { readDocument } = await import("./document.ts");
  const last = lab.steps.at(-1);
  const question = last === undefined ? undefined : readDocument(lab, last).question;
  const progress = await store.read();
  const { labs } = invocation;
  // From here on, then those before: somebody may have begun in the middle.
  const at = labs.indexOf(lab);
  const next = [...labs.slice(at + 1), ...labs.slice(0, at)].find(
    (each) => !standingOf(each, progress).isGreen,
  );
  return {
    ...base,
    ...(question === undefined ? {} : { question }),
    ...(next === undefined ? {} : { next }),
  };
}
