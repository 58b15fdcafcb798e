/**
 * `npm run class db-01 FOLDER`: grades every submission in a folder, and writes tables.
 *
 * What has been graded stays: the same command after a stop goes on where it was. Ends with 0 when all were graded,
 * whatever their points.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { ISOLATIONS, type Isolation, strongestIsolation, works } from "../class/cage.ts";
import { type ClassEvent, ClassRun } from "../class/class-run.ts";
import { byName, type ClassRow } from "../class/row.ts";
import { Rows } from "../class/rows.ts";
import { submissionNames } from "../class/submissions.ts";
import { classJson, csvText } from "../class/tables.ts";
import type { Lab } from "../manifest.ts";
import { classLines, LiveClass } from "../screen/class.ts";
import { Terminal } from "../screen/terminal.ts";
import { type Invocation, type Run, UsageError } from "./command.ts";
import { courseVersion, freshSeed } from "./grading.ts";
import { onInterrupt } from "./interrupt.ts";
import { didYouMean } from "./nearest.ts";
import { namedLab, placed } from "./place.ts";

export const run: Run = async (invocation) => {
  const { root, labs, options } = invocation;
  const lab = namedLab(invocation, "class db-01 FOLDER");
  const folder = submissionsFolder(invocation, lab);
  const names = submissionNames(folder);
  if (names.length === 0) {
    throw new UsageError(`${folder} has no submissions: a folder for each is needed.`);
  }
  const out = typeof options.out === "string" ? placed(options.out) : `${folder}-graded`;
  const isolation = isolationOf(options.isolation);
  const seed = seedOf(options.seed, out, lab);
  const desks = typeof options.desks === "string" ? Number(options.desks) : availableParallelism();
  const terminal = new Terminal();
  const live = new LiveClass(terminal, lab, names.length, Math.min(desks, names.length));
  terminal.print(classLines({ lab, isolation, seed, count: names.length, out }, terminal.columns));
  const rows = new Rows(out);
  const onEvent = (event: ClassEvent): void => live.hear(event);
  const plan = { root, labs, lab, isolation, seed };
  const classRun = new ClassRun(plan, {
    ...{ folder, rows, desks, onEvent },
    course: courseVersion(root),
  });
  const forget = onInterrupt(async () => {
    live.stop();
    await classRun.stop();
  });
  await terminal.prepare();
  await writeTables(out, lab, seed, []);
  let all: readonly ClassRow[];
  try {
    all = await classRun.grade(names);
  } finally {
    live.stop();
    forget();
    terminal.close();
  }
  await writeTables(out, lab, seed, all);
  terminal.print(live.summary(out));
  return 0;
};

async function writeTables(
  out: string,
  lab: Lab,
  seed: number,
  rows: readonly ClassRow[],
): Promise<void> {
  const sorted = [...rows].sort(byName);
  await writeFileAtomic(join(out, "class.json"), classJson(lab, seed, sorted));
  if (rows.length > 0) await writeFileAtomic(join(out, "class.csv"), csvText(lab, sorted));
}

function submissionsFolder({ rest }: Invocation, lab: Lab): string {
  const [path, ...others] = rest;
  if (path === undefined || others.length > 0) {
    throw new UsageError(`Where are the submissions? As in: npm run class ${lab.id} FOLDER`);
  }
  const folder = placed(path);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return folder;
  throw new UsageError(`${folder} is no folder.`);
}

function isolationOf(word: unknown): Isolation {
  if (word === undefined) return strongestIsolation();
  const isolation = ISOLATIONS.find((each) => each === word);
  if (isolation === undefined) {
    const near = didYouMean(String(word), ISOLATIONS);
    throw new UsageError(`isolation is ${ISOLATIONS.join(", ")}, and not "${word}".${near}`);
  }
  if (works(isolation)) return isolation;
  throw new UsageError(`${isolation} does not work on this machine.`);
}

/** That which was asked for, that of the class that is gone on with, or one that is drawn. */
function seedOf(word: unknown, out: string, lab: Lab): number {
  if (typeof word === "string") return Number(word);
  const file = join(out, "class.json");
  if (!existsSync(file)) return freshSeed();
  const before = JSON.parse(readFileSync(file, "utf8"));
  if (before.lab?.id === lab.id && Number.isInteger(before.seed)) return before.seed;
  throw new UsageError(
    `${out} has the results of ${before.lab?.id}: name another with out FOLDER.`,
  );
}
