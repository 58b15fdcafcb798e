/**
 * One failure, shown well.
 *
 *   ✗ any chunking of the input gives the same values        the law that broke, or what happened
 *
 *     fed        "*2\r\n$4\r\nEC"  |  "HO\r\n$0\r\n\r\n"        what was done, in the lab's own words
 *     expected   ["ECHO", ""]                               what should have come, and what came
 *     got        ["ECHO"], then nothing
 *
 *     Smallest case found, of 212 tried.
 *     Your code   labs/db-01-resp/src/decode.ts:57          where to look
 *     Read        labs/db-01-resp/steps/02-decode.md, "An empty bulk is still a bulk"
 *     Hint        npm run hint db-01 2
 *     Again       npm run grade db-01 step 2 seed 8127
 *
 * Everything that a submission had a hand in passes through `printable`. No stack frames, of nobody's.
 */

import { normalize } from "node:path/posix";
import { unreachable } from "@labs/machine";
import chalk from "chalk";
import type { Lab, Step } from "../manifest.ts";
import type { Failure, Place, TestResult } from "../verdict.ts";
import { comparedLines, type Row, rowLines } from "./rows.ts";
import { byteCount, printable, wrapped } from "./text.ts";

const INDENT = "    ";
const PRINTED_LINES_MAX = 12;

/** What is shown of it wherever it comes from. */
export interface ShownAccount {
  readonly lab: Pick<Lab, "id" | "folder">;
  /** In which it happened; none for a test of a hunt. */
  readonly step?: Pick<Step, "number" | "document">;
  readonly failure: Failure;
  /** The test it belongs to; none where the step as a whole could not run. */
  readonly test?: Pick<TestResult, "title" | "hint" | "printed">;
}

export interface ShownFailure extends ShownAccount {
  readonly step: Pick<Step, "number" | "document">;
  /** The command that replays it. */
  readonly again: string;
  readonly isReference: boolean;
}

/** The failure as lines of at most `columns`. */
export function failureLines(shown: ShownFailure, columns: number): string[] {
  return [...accountLines(shown, columns), ...pointers(shown, columns)];
}

/** What happened, without where to go from there; the last line is empty. */
export function accountLines(shown: ShownAccount, columns: number): string[] {
  const body = [...did(shown, columns), ...why(shown.failure, columns)];
  return [
    ...headline(shown, columns),
    "",
    ...body,
    ...(body.length > 0 ? [""] : []),
    ...printedLines(shown.test?.printed, columns),
  ];
}

function headline({ step, failure, test }: ShownAccount, columns: number): string[] {
  const mark = failure.kind === "too-little" ? chalk.yellow("?") : chalk.red("✗");
  const text = isAboutTheLaw(failure) && test !== undefined ? test.title : failure.message;
  const prefix = isAboutTheLaw(failure) || step === undefined ? "" : `step ${step.number}: `;
  const lines = wrapped(printable(`${prefix}${text}`, 6), columns - INDENT.length);
  return lines.map((line, index) => `  ${index === 0 ? mark : " "} ${chalk.bold(line)}`);
}

/** Whether the law's title is the headline; else it is what happened. */
function isAboutTheLaw({ kind }: Failure): boolean {
  return kind === "law" || kind === "threw" || kind === "too-little" || kind === "tool";
}

function did({ failure, test, lab }: ShownAccount, columns: number): string[] {
  const rows: Row[] = [];
  if (!isAboutTheLaw(failure) && test !== undefined) {
    const title = `"${printable(test.title, 2)}"`;
    rows.push({ label: whenLabel(failure), text: title, isProse: true });
    if (failure.place !== undefined) {
      const text = placeText(lab, failure.place);
      rows.push({ label: whereLabel(failure), text, isProse: true });
    }
  }
  rows.push(...deeds(failure.did));
  const { expected, actual } = failure;
  if (failure.kind === "threw") {
    rows.push({ label: "threw", text: printable(failure.message, 8), isProse: true });
  }
  if (expected === undefined || actual === undefined) return rowLines(rows, INDENT, columns);
  const want: Row = { label: "expected", text: printable(expected), colour: chalk.green };
  const got: Row = { label: "got", text: printable(actual), colour: chalk.red };
  const beside = comparedLines(want, got, INDENT, columns);
  if (beside === undefined) return rowLines([...rows, want, got], INDENT, columns);
  return [...rowLines(rows, INDENT, columns), ...beside];
}

/** What was done, a line each; the same thing several times in a row is one line that says so. */
function deeds(did: Failure["did"]): Row[] {
  const runs: { detail: Failure["did"][number]; times: number }[] = [];
  for (const detail of did) {
    const run = runs.at(-1);
    const isAgain = run?.detail.label === detail.label && run.detail.text === detail.text;
    if (run !== undefined && isAgain) run.times += 1;
    else runs.push({ detail, times: 1 });
  }
  return runs.map(({ detail: { label, text }, times }) => ({
    label: printable(label, 1, 40),
    text: `${printable(text, 24)}${times === 1 ? "" : ` (${times} times)`}`,
  }));
}

function whenLabel({ kind }: Failure): string {
  switch (kind) {
    case "leak":
    case "background":
      return "begun in";
    case "hang":
    case "exit":
    case "memory":
    case "replaced":
    case "import":
      return "while running";
    case "unreported":
      return "the law";
    case "law":
    case "threw":
    case "too-little":
    case "tool":
      return "in";
    default:
      return unreachable(kind);
  }
}

function whereLabel({ kind }: Failure): string {
  if (kind === "leak") return "made in";
  return kind === "hang" || kind === "memory" ? "it was in" : "at";
}

/** What is said beside the values: a law's own message, the smallest case, why a verdict could not be had. */
function why(failure: Failure, columns: number): string[] {
  const parts: string[] = [];
  if (failure.kind === "too-little") {
    parts.push(
      `It could not tell: ${failure.message}. This is no fault of your code; run it again.`,
    );
  } else if ((failure.kind === "law" || failure.kind === "tool") && failure.message !== "") {
    parts.push(sentence(failure.message));
  }
  if (failure.note !== undefined) parts.push(failure.note);
  if (parts.length === 0) return [];
  const lines = wrapped(printable(parts.join(" "), 8), columns - INDENT.length);
  const space = failure.did.length > 0 || failure.expected !== undefined ? [""] : [];
  return [...space, ...lines.map((line) => `${INDENT}${line}`)];
}

function sentence(text: string): string {
  const head = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?:"]$/.test(head) ? head : `${head}.`;
}

function pointers(shown: ShownFailure, columns: number): string[] {
  const { lab, step, failure, test, again, isReference } = shown;
  const rows: Row[] = [];
  if (failure.place !== undefined && (isAboutTheLaw(failure) || test === undefined)) {
    const label = isReference ? "The code" : "Your code";
    rows.push({ label, text: placeText(lab, failure.place), isProse: true });
  }
  const heading =
    test?.hint === undefined || test.hint === "" ? "" : `, "${printable(test.hint, 1)}"`;
  rows.push({
    label: "Read",
    text: `labs/${lab.folder}/${step.document}${heading}`,
    isProse: true,
  });
  if (!isReference && test !== undefined) {
    rows.push({ label: "Hint", text: `npm run hint ${lab.id} ${step.number}` });
  }
  rows.push({ label: "Again", text: again });
  return rowLines(rows, INDENT, columns);
}

/**
 * `labs/db-01-resp/src/decode.ts:57, decode()`: from the root, so that a terminal makes a link of it. A file of a hunt
 * lies outside of the lab: `hunt/db-01/first.test.ts:7`.
 */
export function placeText(lab: Pick<Lab, "folder">, { file, line, name }: Place): string {
  return printable(
    `${normalize(`labs/${lab.folder}/${file}`)}:${line}${name === undefined ? "" : `, ${name}()`}`,
    1,
    300,
  );
}

/** The beginning of what was printed, and how much more there was; with an empty line after it. */
export function printedLines(printed: TestResult["printed"], columns: number): string[] {
  if (printed === undefined || printed.bytes === 0) return [];
  const head = printed.head.replace(/\n$/, "");
  const text = head.split("\n").slice(0, PRINTED_LINES_MAX).join("\n");
  const lines = printable(text, PRINTED_LINES_MAX)
    .split("\n")
    .flatMap((line) => wrapped(line === "" ? " " : line, columns - INDENT.length - 2))
    .slice(0, PRINTED_LINES_MAX * 2);
  const more = printed.bytes - Buffer.byteLength(text) - (head === text ? 1 : 0);
  return [
    `${INDENT}It printed:`,
    ...lines.map((line) => `${INDENT}${chalk.dim("|")} ${line}`.trimEnd()),
    ...(more > 0 ? [`${INDENT}${chalk.dim("|")} … ${byteCount(more)} more`] : []),
    "",
  ];
}
