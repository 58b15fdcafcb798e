/**
 * What stands under the steps: one failure, where to begin, or what being green is good for.
 *
 * One thing at a time: the first step that is not green decides what is said.
 */
import chalk from "chalk";
import type { Lab, Step } from "../manifest.ts";
import { isGreenStep, type StepResult, stepOutcome, type TestResult } from "../verdict.ts";
import { failureLines, printedLines } from "./failure.ts";
import { type Row, rowLines } from "./rows.ts";
import { capital, inWords, printable, wrapped } from "./text.ts";

/** A function of the learner's that is not written yet. */
export interface Unwritten {
  readonly name: string;
  /** From the root: `labs/db-01-resp/src/encode.ts`. */
  readonly file: string;
}

export interface Verdict {
  readonly lab: Lab;
  readonly results: readonly StepResult[];
  readonly isReference: boolean;
  /** The command that replays a step. */
  readonly again: (step: Step) => string;
  /** What the first step that is not started lacks, where that is known. */
  readonly unwritten: readonly Unwritten[];
}

/** Whether every step that ran is green. */
export function allGreen(results: readonly StepResult[]): boolean {
  return results.length > 0 && results.every(isGreenStep);
}

/** The lines under a grading that is not green; empty where it is. */
export function verdictLines(verdict: Verdict, columns: number): string[] {
  const stuck = verdict.results.find((result) => !isGreenStep(result));
  const step = verdict.lab.steps.find((each) => each.id === stuck?.id);
  if (stuck === undefined || step === undefined) return [];
  const lines =
    stepOutcome(stuck) === "not-started"
      ? notStarted(verdict, step, stuck, columns)
      : notGreen(verdict, step, stuck, columns);
  return [...lines, ...othersNotGreen(verdict, stuck, columns)];
}

function notStarted(verdict: Verdict, step: Step, stuck: StepResult, columns: number): string[] {
  const { lab, unwritten } = verdict;
  const passed = stuck.tests.filter((test) => test.outcome === "passed").length;
  const head =
    passed > 0
      ? `${capital(inWords(passed))} of its ${step.tests.length} laws ${passed === 1 ? "holds" : "hold"} already.`
      : "";
  const start = step.number === 1 && passed === 0 ? "Start here" : "Go on here";
  const lines = [`${start}: labs/${lab.folder}/${step.document}   (about ${step.minutes} minutes)`];
  const [first, ...more] = unwritten;
  if (first !== undefined) {
    const others =
      more.length > 0 ? `, then ${more.map(({ name }) => `${name}()`).join(", ")},` : "";
    lines.push(`Then write ${first.name}() in ${first.file}${others} and run this again.`);
  } else {
    lines.push("Then write what it asks for in src, and run this again.", ...metEarly(stuck));
  }
  const printed = firstPrinted(stuck.tests);
  return [
    ...(head === "" ? [] : [head]),
    ...lines.flatMap((line) => wrapped(line, columns)),
    ...(printed === undefined ? [] : ["", ...printedLines(printed, columns)]),
  ];
}

/** A function of a later step that was called: all of this one is written, and a law cannot say what is wrong. */
function metEarly({ tests }: StepResult): string[] {
  const met = tests.find(({ unwritten }) => unwritten !== undefined && unwritten !== "")?.unwritten;
  if (met === undefined) return [];
  return [
    `What stopped it is not written yet: ${met}. This step is to do without it, or write it now.`,
  ];
}

function notGreen(verdict: Verdict, step: Step, stuck: StepResult, columns: number): string[] {
  const { lab, isReference } = verdict;
  const shown = { lab, step, isReference, again: verdict.again(step) };
  if (stuck.failure !== undefined) {
    const nothing = `Nothing of step ${step.number} could run.`;
    const lines = failureLines({ ...shown, failure: stuck.failure }, columns);
    return stuck.failure.kind === "unreported" ? lines : [...lines, "", nothing];
  }
  const [first, ...more] = holdingUp(stuck.tests);
  if (first?.failure === undefined) return [];
  const lines = failureLines({ ...shown, failure: first.failure, test: first }, columns);
  const count = more.length;
  const law = count === 1 ? "law of step" : "laws of step";
  const does = count === 1 ? "holds you up; it comes" : "hold you up; they come";
  const waits = `${capital(inWords(count))} more ${law} ${step.number} ${does} after this one.`;
  return count === 0 ? lines : [...lines, "", ...wrapped(waits, columns)];
}

/** What is not green of a step, the one to show first: failed before inconclusive, in the order of the lab. */
export function holdingUp(tests: readonly TestResult[]): readonly TestResult[] {
  return [
    ...tests.filter((test) => test.outcome === "failed"),
    ...tests.filter((test) => test.outcome === "inconclusive"),
  ];
}

function othersNotGreen({ lab, results }: Verdict, stuck: StepResult, columns: number): string[] {
  const others = results.filter((result) => result !== stuck && !isGreenStep(result));
  if (others.length === 0) return [];
  const numbers = others.map(({ id }) => lab.steps.find((step) => step.id === id)?.number);
  const list = `${numbers.length === 1 ? "step" : "steps"} ${numbers.join(", ")}`;
  const text = `Not green either: ${list}. One by itself: npm run grade ${lab.id} step ${numbers[0]}`;
  return ["", ...wrapped(text, columns)];
}

function firstPrinted(tests: readonly TestResult[]): TestResult["printed"] {
  return tests.find((test) => test.printed !== undefined)?.printed;
}

export interface Green {
  readonly lab: Lab;
  readonly results: readonly StepResult[];
  readonly isReference: boolean;
  readonly seed: number;
  /** How many further seeds were green. */
  readonly moreSeeds: number;
  /** The question of the last step's decision log. */
  readonly question?: string;
  /** The lab to go on with. */
  readonly next?: Lab;
  /** Only this step was graded. */
  readonly only?: Step;
}

/** The lines under a grading that is green. */
export function greenLines(green: Green, columns: number): string[] {
  const { lab, results, seed, moreSeeds, only, isReference } = green;
  const tests = results.flatMap((result) => result.tests);
  const skipped = skippedLines(tests, columns);
  const printed = firstPrinted(tests);
  const output = printed === undefined ? [] : ["", ...printedLines(printed, columns).slice(0, -1)];
  if (only !== undefined) {
    const text = `Step ${only.number} is green, on seed ${seed}.`;
    const goOn = isReference ? "" : ` The whole lab: npm run grade ${lab.id}`;
    return [chalk.green(text) + goOn, ...skipped, ...output];
  }
  const points = tests.filter((test) => test.outcome === "passed").length;
  const seeds = moreSeeds === 0 ? `seed ${seed}` : `seed ${seed} and ${inWords(moreSeeds)} more`;
  const head = `${lab.id} ${lab.title}   ${points}/${tests.length}   ${chalk.green("every step green")}, on ${seeds}`;
  return [head, ...skipped, ...output, ...(isReference ? [] : whatNow(green, columns))];
}

function whatNow({ lab, question, next }: Green, columns: number): string[] {
  const rows: Row[] = [];
  const serve = lab.serve === undefined ? "" : `npm run serve ${lab.id}`;
  const play = lab.play === undefined ? "" : `npm run play ${lab.id}`;
  const byHand = [serve, play, printable(lab.byHand ?? "", 3)].filter((text) => text !== "");
  if (byHand.length > 0) rows.push({ label: "By hand now:", text: byHand.join("   then: ") });
  if (question !== undefined) {
    rows.push({ label: "Worth 150 words:", text: `npm run log ${lab.id}   "${question}"` });
  }
  const hours = next === undefined ? "" : `   (about ${next.hours} hours)`;
  rows.push({
    label: "Next:",
    text: next === undefined ? "every lab is green" : `${next.id} ${next.title}${hours}`,
  });
  return rowLines(rows, "", columns);
}

function skippedLines(tests: readonly TestResult[], columns: number): string[] {
  const skipped = tests.filter((test) => test.outcome === "skipped");
  if (skipped.length === 0) return [];
  const reasons = [...new Set(skipped.map((test) => test.failure?.message ?? "a tool is missing"))];
  const text = `${capital(inWords(skipped.length))} skipped: ${printable(reasons.join("; "), 4)}`;
  return wrapped(text, columns);
}

export interface TypeErrors {
  /** One a line, as `labs/db-01-resp/src/decode.ts:57: TS2322 …`. */
  readonly shown: readonly string[];
  readonly count: number;
}

/** The type errors under the verdict: the first few, and how many more. */
export function typeErrorLines({ shown, count }: TypeErrors, columns: number): string[] {
  if (count === 0) return [];
  const head = `${count === 1 ? "One type error" : `${capital(inWords(count))} type errors`}; graded all the same:`;
  const lines = shown.flatMap((line) =>
    wrapped(printable(line, 3, 600), columns - 4).map(
      (part, index) => `${index === 0 ? "  " : "    "}${part}`,
    ),
  );
  const more = count - shown.length;
  return [chalk.yellow(head), ...lines, ...(more > 0 ? [`  … and ${more} more: npx tsc`] : [])];
}
