/**
 * What the learner's screen says, as plain text for a report: at 80 columns, without colour.
 *
 * Everything that a submission had a hand in has been through `printable` of screen/text.ts, and is bounded: what is
 * returned holds no control characters but line feeds.
 */
import { stripVTControlCharacters } from "node:util";
import { failureLines } from "../screen/failure.ts";
import { inWords, oneLine, shortLine } from "../screen/text.ts";
import { holdingUp } from "../screen/verdict.ts";
import type { Failure, Outcome, TestResult } from "../verdict.ts";
import type { GradedStep, GradedTest, GradingReport } from "./grading.ts";

const COLUMNS = 80;
const LINE_MAX = 200;
const REASON_MAX = 400;

/** One failure as on the screen; without `test`, the one for which nothing of the step could run. */
export function failureText(
  { lab, graded }: GradingReport,
  step: GradedStep,
  failure: Failure,
  test?: GradedTest,
): string {
  const shown = { lab, step, failure, again: step.again, isReference: graded === "reference" };
  const own = test === undefined ? {} : { test };
  return stripVTControlCharacters(failureLines({ ...shown, ...own }, COLUMNS).join("\n"));
}

/** Why a test is not green, in one line; empty where it is, and where the step as a whole could not run. */
export function reasonLine(test: GradedTest): string {
  return oneLine(reasonText(test), REASON_MAX);
}

/** The same as the submission said it: nothing of it is harmless yet, nor short. */
export function reasonText({ outcome, failure, unwritten }: TestResult): string {
  if (failure === undefined) {
    if (outcome !== "not-started") return "";
    return `not written yet${unwritten ? `: ${unwritten}` : ""}`;
  }
  const { message, expected, actual } = failure;
  if (message !== "") return message;
  if (expected === undefined || actual === undefined) return "it does not hold";
  return `expected ${expected}, got ${actual}`;
}

/** What there is to say of a step: its first failure in full, the titles of the others, what was skipped and why. */
export function stepText(report: GradingReport, step: GradedStep): string {
  const { tests, failure, number, outcome } = step;
  const parts: string[] = [];
  const [first, ...more] = holdingUp(tests) as readonly GradedTest[];
  if (failure !== undefined) {
    parts.push(failureText(report, step, failure), `Nothing of step ${number} could run.`);
  } else if (first !== undefined) {
    if (first.failure !== undefined) parts.push(failureText(report, step, first.failure, first));
    parts.push(listed(`Not green either, ${inWords(more.length)} of them:`, more));
  } else if (outcome === "not-started") {
    parts.push(`Not written yet. Read labs/${report.lab.folder}/${step.document}`);
  }
  const skipped = tests.filter((test) => test.outcome === "skipped");
  parts.push(listed("Skipped, worth no point:", skipped, true));
  return parts.filter((part) => part !== "").join("\n\n");
}

function listed(head: string, tests: readonly GradedTest[], withReason = false): string {
  if (tests.length === 0) return "";
  return [head, ...tests.map((test) => lawLine(test, withReason))].join("\n");
}

/** `  ✗ any chunking of the input gives the same values: expected …` */
export function lawLine(test: GradedTest, withReason: boolean): string {
  const reason = withReason ? reasonLine(test) : "";
  const title = shortLine(test.title, LINE_MAX);
  return `  ${mark(test.outcome)} ${title}${reason === "" ? "" : `: ${reason}`}`;
}

/** The sign that the screen draws for an outcome; it needs no colour. */
export function mark(outcome: Outcome): string {
  return { passed: "●", failed: "✗", "not-started": "○", inconclusive: "?", skipped: "–" }[outcome];
}
