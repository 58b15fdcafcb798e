/**
 * A class as tables: for a spreadsheet, and for programs.
 *
 *     name, points, points_max, green, first_not_green, 1 encode, 2 decode, …, problem, notes
 *
 * Names and problems come from submissions: a spreadsheet would run what begins like a formula, so that is quoted.
 *
 * Source: RFC 4180; OWASP, "CSV Injection".
 */
import type { Lab, Step } from "../manifest.ts";
import { isGreenOutcome } from "../verdict.ts";
import type { ClassRow } from "./row.ts";

export const CLASS_FORMAT = "labs-class";
export const CLASS_VERSION = 1;

/** How many laws the lab has: a point for each. */
export const pointsMaxOf = ({ steps }: Lab): number =>
  steps.reduce((sum, { tests }) => sum + tests.length, 0);

/** Whether every step is green. */
export const isGreenRow = ({ problem, steps }: ClassRow): boolean =>
  problem === undefined &&
  steps.length > 0 &&
  steps.every(({ outcome }) => isGreenOutcome(outcome));

/** The first step of the row's that is not green; undefined where all that were graded are. */
export function firstNotGreen(lab: Lab, { steps }: ClassRow): Step | undefined {
  const found = steps.find(({ outcome }) => !isGreenOutcome(outcome));
  return lab.steps.find(({ id }) => id === found?.id);
}

/** The CSV, a line for each row, in their order. */
export function csvText(lab: Lab, rows: readonly ClassRow[]): string {
  const titles = lab.steps.map(({ number, id }) => `${number} ${id}`);
  const head = ["name", "points", "points_max", "green", "first_not_green", ...titles];
  const lines = rows.map((row) => {
    const points = lab.steps.map(({ id }) => row.steps.find((step) => step.id === id)?.points ?? 0);
    return [
      ...[row.name, row.points, row.pointsMax, isGreenRow(row) ? "yes" : "no"],
      ...[
        firstNotGreen(lab, row)?.number ?? "",
        ...points,
        row.problem ?? "",
        row.notes.join("; "),
      ],
    ];
  });
  return [[...head, "problem", "notes"], ...lines]
    .map((cells) => `${cells.map(cellText).join(",")}\r\n`)
    .join("");
}

/** What class.json is. */
export interface ClassDocument {
  readonly format: typeof CLASS_FORMAT;
  readonly version: typeof CLASS_VERSION;
  readonly lab: Pick<Lab, "id" | "title">;
  readonly seed: number;
  readonly rows: readonly TableRow[];
}

/** A row without its whole grading, which stands in the row's own file: nothing of it changes from run to run. */
export type TableRow = Omit<ClassRow, "format" | "version" | "report">;

export function tableRow({ report, format, version, ...row }: ClassRow): TableRow {
  return row;
}

/** The JSON. */
export function classJson({ id, title }: Lab, seed: number, rows: readonly ClassRow[]): string {
  const document: ClassDocument = {
    ...{ format: CLASS_FORMAT, version: CLASS_VERSION, lab: { id, title }, seed },
    rows: rows.map(tableRow),
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

function cellText(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
