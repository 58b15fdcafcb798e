/**
 * A grading for GitHub Actions: annotations at the lines of code, and a table for the page of the run.
 *
 *   ::error file=labs/db-01-resp/src/decode.ts,line=57,title=db-01 step 2%3A any chunking …::what the screen says
 *
 *   failed         ::error      where nothing of a step could run, one for all steps that say the same
 *   inconclusive   ::warning
 *   skipped        ::notice
 *   not started    none: it is not wrong; the table has it
 *
 * Sources: GitHub Docs, "Workflow commands for GitHub Actions"; escapes as in actions/toolkit, packages/core,
 * command.ts. Of each kind 10 are shown for a step of a workflow, 50 for a job (actions/toolkit,
 * docs/problem-matchers.md), and what is above is dropped unseen: so the tenth says how many more there are.
 *
 * What a submission prints could be such a command, too. So all else is printed between `paused` and `resumed`.
 */
import { oneLine, seconds } from "../screen/text.ts";
import type { Failure } from "../verdict.ts";
import type { GradedStep, GradedTest, GradingReport } from "./grading.ts";
import { failureText, mark, reasonLine } from "./shown.ts";

const SHOWN_MAX = 10;
const TITLE_MAX = 100;

type Kind = "error" | "warning" | "notice";

interface Annotation {
  readonly kind: Kind;
  readonly file?: string;
  readonly line?: number;
  readonly title: string;
  readonly message: string;
}

/** From here on nothing is a command, until `resumed`. @param token one that nobody can guess */
export function paused(token: string): string {
  return `::stop-commands::${token}`;
}

export function resumed(token: string): string {
  return `::${token}::`;
}

/** The annotations of all gradings of one step of a workflow. @param prefix the tree's folder in the workspace: `course/` */
export function annotationLines(reports: readonly GradingReport[], prefix: string): string[] {
  const all = reports.flatMap((report) => annotationsOf(report, prefix));
  const kinds: readonly Kind[] = ["error", "warning", "notice"];
  return kinds.flatMap((kind) => withinLimit(all.filter((each) => each.kind === kind)));
}

function annotationsOf(report: GradingReport, prefix: string): Annotation[] {
  const said = new Set<string>();
  return report.steps.flatMap((step): Annotation[] => {
    const { failure, tests, number } = step;
    if (failure === undefined) {
      return tests.flatMap((test) => annotationOf(report, step, test, prefix));
    }
    // What cannot be loaded cannot be for every step.
    const what = JSON.stringify([failure.kind, failure.message, failure.place]);
    if (said.has(what)) return [];
    said.add(what);
    const title = `${report.lab.id} step ${number}: ${oneLine(failure.message, TITLE_MAX)}`;
    const message = failureText(report, step, failure);
    return [{ ...placeOf(report, failure, prefix), kind: "error", title, message }];
  });
}

function annotationOf(
  report: GradingReport,
  step: GradedStep,
  test: GradedTest,
  prefix: string,
): Annotation[] {
  const kinds = { failed: "error", inconclusive: "warning", skipped: "notice" } as const;
  const { outcome, failure } = test;
  if (outcome === "passed" || outcome === "not-started") return [];
  const title = `${report.lab.id} step ${step.number}: ${test.title}`;
  const kind = kinds[outcome];
  if (kind === "notice" || failure === undefined) {
    return [{ kind, title, message: reasonLine(test) || outcome }];
  }
  const message = failureText(report, step, failure, test);
  return [{ ...placeOf(report, failure, prefix), kind, title, message }];
}

function placeOf({ lab }: GradingReport, { place }: Failure, prefix: string): object {
  if (place === undefined) return {};
  return { file: `${prefix}labs/${lab.folder}/${place.file}`, line: place.line };
}

function withinLimit(annotations: readonly Annotation[]): string[] {
  if (annotations.length <= SHOWN_MAX) return annotations.map(command);
  const shown = annotations.slice(0, SHOWN_MAX - 1);
  const [{ kind }] = annotations as readonly [Annotation];
  const more = annotations.length - shown.length;
  const message = `${more} more are in the log and in the summary of the run.`;
  return [...shown.map(command), command({ kind, title: `${more} more`, message })];
}

function command({ kind, file, line, title, message }: Annotation): string {
  const properties = Object.entries({ file, line, title }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapedProperty(String(value))}`],
  );
  return `::${kind} ${properties.join(",")}::${escapedData(message)}`;
}

function escapedData(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function escapedProperty(text: string): string {
  return escapedData(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}

/** The table of steps, in Markdown. */
export function summaryMarkdown(report: GradingReport): string {
  const { lab, points, pointsMax, green, seed, again, steps, graded } = report;
  const rows = steps.map((step) => [
    mark(step.outcome),
    String(step.number),
    step.title,
    `${step.points}/${step.pointsMax}`,
    seconds(step.milliseconds),
    noteOf(step),
  ]);
  return [
    `### ${cell(`${lab.id} ${lab.title}`)}: ${points}/${pointsMax} points, ${green ? "green" : "not green"}`,
    "",
    "| | | Step | Points | Time | |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows.map((cells) => `| ${cells.map(cell).join(" | ")} |`),
    "",
    `Graded ${graded} with seed ${seed}. The same again: \`${again}\``,
    "",
    "",
  ].join("\n");
}

/** What stands beside a step: the first law that is not green, what was skipped, why nothing could run. */
function noteOf({ outcome, failure, tests }: GradedStep): string {
  if (outcome === "not-started") return "not started";
  const first = tests.find((test) => test.outcome === outcome);
  if (failure !== undefined && first !== undefined) return reasonLine({ ...first, failure });
  if (outcome !== "passed" && outcome !== "skipped") return first?.title ?? "";
  const skipped = tests.find((test) => test.outcome === "skipped");
  return skipped === undefined ? "" : `skipped: ${reasonLine(skipped)}`;
}

/** One line in which nothing reads as Markdown or HTML. */
function cell(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_~<>[\]|&#@!]/g, (character) => `&#${character.charCodeAt(0)};`);
}
