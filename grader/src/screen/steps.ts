/**
 * The line of a step.
 *
 *   ● 1  Encode replies              4/4   0.1 s
 *   ✗ 2  Decode, however it is cut   3/6   0.4 s
 *   ○ 3  RESP3 and HELLO             0/5   not written yet
 *   ? 4  A server on a socket        4/5   could not tell
 *   · 5  Pipelines and slow readers        waits for 3
 *
 * The mark says it without colour too.
 */
import chalk from "chalk";
import type { Lab, Step } from "../manifest.ts";
import { type StepResult, stepOutcome } from "../verdict.ts";
import { oneLine, padded, seconds, widthOf } from "./text.ts";

const TITLE_MAX = 44;

export interface StepLines {
  /** A step that was graded. */
  done(step: Step, result: StepResult): string;
  /** A step that runs: a sign that turns, how many of its tests have reported, which one runs. */
  running(step: Step, sign: string, reported: number, title: string, columns: number): string;
  /** A step that was not reached; `waitsFor` names the one that holds it up. */
  waiting(step: Step, waitsFor?: Step): string;
  /** A step that was green before, and is not graded now. */
  earlier(step: Step): string;
}

/** The lines of a lab's steps, all with the same columns. */
export function stepLines(lab: Lab): StepLines {
  const titles = Math.min(TITLE_MAX, Math.max(27, widthOf(lab.steps.map((step) => step.title))));
  const numbers = String(lab.steps.length).length;
  const head = (step: Step) =>
    `${String(step.number).padStart(numbers)}  ${padded(oneLine(step.title, titles), titles)}`;
  return {
    done(step, result) {
      const points = result.tests.filter((test) => test.outcome === "passed").length;
      const count = `${points}/${step.tests.length}`.padStart(5);
      return `  ${markOf(result)} ${head(step)}  ${count}   ${noteOf(result)}`;
    },
    running(step, sign, reported, title, columns) {
      const count = `${reported}/${step.tests.length}`.padStart(5);
      const line = `  ${chalk.cyan(sign)} ${head(step)}  ${count}   `;
      const room = columns - (4 + numbers + 2 + titles + 2 + 5 + 3) - 1;
      return room < 12 ? line : `${line}${chalk.dim(oneLine(title, room))}`;
    },
    waiting(step, waitsFor) {
      const note = waitsFor === undefined ? "" : `         waits for ${waitsFor.number}`;
      return chalk.dim(`  · ${head(step)}${note}`.trimEnd());
    },
    earlier(step) {
      return chalk.dim(`  ● ${head(step)}  ${" ".repeat(5)}   green before`);
    },
  };
}

function markOf(result: StepResult): string {
  switch (stepOutcome(result)) {
    case "passed":
      return chalk.green("●");
    case "failed":
      return chalk.red("✗");
    case "not-started":
      return chalk.yellow("○");
    case "inconclusive":
      return chalk.yellow("?");
    case "skipped":
      return chalk.yellow("–");
  }
}

function noteOf(result: StepResult): string {
  const skipped = result.tests.filter((test) => test.outcome === "skipped").length;
  const time = seconds(result.milliseconds);
  switch (stepOutcome(result)) {
    case "not-started":
      return result.tests.some((test) => test.outcome === "passed")
        ? "not all written"
        : "not started";
    case "inconclusive":
      return `${time}   could not tell`;
    case "failed":
      return result.failure?.kind === "import" ? "did not load" : time;
    case "passed":
    case "skipped":
      return skipped === 0 ? time : `${time}   ${skipped} skipped`;
  }
}
