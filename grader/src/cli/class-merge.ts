/**
 * `npm run class merge OUT PART …`: the rows of parts that were graded apart, and the tables of all.
 *
 * With `of FOLDER`, the folder of the submissions, it says which of them no part has, and ends with 1 where there are
 * any: a part that is missing is nobody's zero. Else it ends as a class does.
 */
import { statSync } from "node:fs";
import { CannotMerge, checkSteps, mergedRows, type Part, readPart } from "../class/merge.ts";
import { Rows } from "../class/rows.ts";
import { submissionNames } from "../class/submissions.ts";
import { begunIn, writeClass } from "../class/written.ts";
import { faultLines, mergedLines } from "../screen/class.ts";
import { Terminal } from "../screen/terminal.ts";
import { printable } from "../screen/text.ts";
import { type Run, UsageError } from "./command.ts";
import { placed } from "./place.ts";
import { findLab } from "./resolve.ts";

export const mergeClass: Run = async ({ labs, rest, options }) => {
  const [out, ...folders] = rest.slice(1).map(placed);
  if (out === undefined || folders.length === 0) {
    throw new UsageError("Which parts, and where to? As in: npm run class merge OUT PART PART");
  }
  const other = Object.keys(options).find((name) => name !== "of");
  if (other !== undefined) throw new UsageError(`class merge takes no ${other}.`);
  if (folders.includes(out)) throw new UsageError(`${out} is a part, and cannot be all of them.`);
  const wanted = wantedNames(options.of);
  const parts = orUsageError(() => folders.map(readPart));
  const rows = orUsageError(() => mergedRows(parts));
  const { lab: id, seed } = parts[0] as Part;
  const lab = findLab(labs, id);
  orUsageError(() => checkSteps(lab, rows));
  const before = begunIn(out);
  if (before !== undefined && (before.lab !== id || before.seed !== seed)) {
    throw new UsageError(
      `${out} has the results of ${before.lab}, seed ${before.seed}: name another.`,
    );
  }
  const kept = new Rows(out);
  for (const { format, version, ...row } of rows) await kept.write(row);
  await writeClass(out, lab, seed, rows);
  const names = new Set(rows.map(({ name }) => name));
  const missing = wanted.filter((name) => !names.has(name));
  const terminal = new Terminal();
  const head = { lab, seed, out, parts: parts.length, count: rows.length, missing };
  terminal.print(mergedLines(head, terminal.columns));
  const faults = faultLines(rows, terminal.columns);
  terminal.print(faults);
  if (faults.length > 0) return 3;
  return missing.length > 0 ? 1 : 0;
};

function wantedNames(word: unknown): readonly string[] {
  if (typeof word !== "string") return [];
  const folder = placed(word);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) {
    return submissionNames(folder);
  }
  throw new UsageError(`${folder} is no folder.`);
}

function orUsageError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof CannotMerge ? new UsageError(printable(error.message)) : error;
  }
}
