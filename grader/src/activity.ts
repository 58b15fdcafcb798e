/**
 * When a learner worked: a line for each step of their own code that was graded, appended to .labs/activity.jsonl.
 *
 *   {"at":"2026-11-22T21:45:57.123Z","lab":"db-01","step":"encode","points":13,"of":14}
 *
 * - A line is appended by one write, without a lock: on a local disk, O_APPEND puts each behind the last (POSIX.1-2024,
 *   write()). Where the file does not end with a line feed, something was cut off there, and the line begins with one.
 * - Whatever cannot be read as such a line is passed over, and what cannot be written is not: no grading fails by it.
 * - A line has some 85 bytes, and an hour of work perhaps a hundred of them. Past THIN_BYTES the file is thinned: of
 *   lines that follow on one another in one lab and one day, those between go, as far as the times that
 *   dashboard/time.ts counts stay the same. What is left is about two lines an hour. A line that another process
 *   appends in the milliseconds of that is lost.
 *
 * Left out: gradings of references, `times`, classes and mutants, which are nobody's work on a lab.
 */
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { z } from "zod";

/** Work goes on where two gradings are no farther apart than this. */
export const GAP_MAX_MS = 45 * 60_000;
const THIN_BYTES = 1_000_000;
const LINE_FEED = 10;

const lineSchema = z.object({
  at: z.string().refine((text) => !Number.isNaN(Date.parse(text))),
  lab: z.string(),
  step: z.string(),
  points: z.number(),
  of: z.number(),
});

export interface Activity {
  /** ISO 8601, in UTC. */
  readonly at: string;
  /** Ids of the lab and the step. */
  readonly lab: string;
  readonly step: string;
  readonly points: number;
  /** How many there were to have. */
  readonly of: number;
}

/** .labs/activity.jsonl */
export function activityFile(root: string): string {
  return join(root, ".labs", "activity.jsonl");
}

/** Appends one; never throws. */
export function appendActivity(root: string, { at, lab, step, points, of }: Activity): void {
  try {
    const file = activityFile(root);
    mkdirSync(dirname(file), { recursive: true });
    const size = appendLine(file, JSON.stringify({ at, lab, step, points, of }));
    if (size > THIN_BYTES) {
      const lines = thinned(readActivity(root)).map((line) => `${JSON.stringify(line)}\n`);
      writeFileAtomic.sync(file, lines.join(""), { fsync: false });
    }
  } catch {
    // A disk that cannot be written costs the line, and not the verdict.
  }
}

/** Every line that can be read, by time; those that cannot be are passed over. Never throws. */
export function readActivity(root: string): readonly Activity[] {
  let text: string;
  try {
    text = readFileSync(activityFile(root), "utf8");
  } catch {
    return [];
  }
  return text
    .split("\n")
    .flatMap((line) => activityOf(line) ?? [])
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** Without the lines that add nothing to what is counted. @param lines by time */
export function thinned(lines: readonly Activity[]): readonly Activity[] {
  const kept: Activity[] = [];
  for (const [index, line] of lines.entries()) {
    const before = kept.at(-1);
    const next = lines[index + 1];
    const isBetween =
      before !== undefined &&
      next !== undefined &&
      next.lab === line.lab &&
      dayOf(new Date(next.at)) === dayOf(new Date(line.at)) &&
      Date.parse(next.at) - Date.parse(before.at) <= GAP_MAX_MS;
    if (!isBetween) kept.push(line);
  }
  return kept;
}

/** `2026-11-22`, the day that a calendar on this machine shows. */
export function dayOf(date: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** @returns how large the file is then */
function appendLine(file: string, line: string): number {
  const descriptor = openSync(file, "a+");
  try {
    const { size } = fstatSync(descriptor);
    const last = new Uint8Array(1);
    if (size > 0) readSync(descriptor, last, 0, 1, size - 1);
    const isCutOff = size > 0 && last[0] !== LINE_FEED;
    return size + writeSync(descriptor, `${isCutOff ? "\n" : ""}${line}\n`);
  } finally {
    closeSync(descriptor);
  }
}

function activityOf(line: string): Activity | undefined {
  if (line === "") return undefined;
  try {
    const parsed = lineSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
