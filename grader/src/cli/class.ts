/**
 * `npm run class db-01 FOLDER`: grades every submission in a folder, and writes tables.
 * `npm run class db-01 FOLDER shard 2/5 seed 7`: a fifth of them, on one of five machines.
 * `npm run class merge OUT PART …`: the tables of all parts; see class-merge.ts.
 *
 * What has been graded stays: the same command after a stop goes on where it was. Ends with 0 when all were graded,
 * whatever their points, and with 3 where the grader failed on some; the others are graded all the same.
 */
import { mkdirSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { ISOLATIONS, type Isolation, strongestIsolation, works } from "../class/cage.ts";
import { type ClassEvent, ClassRun } from "../class/class-run.ts";
import type { ClassRow } from "../class/row.ts";
import { Rows } from "../class/rows.ts";
import { namesOf, readShard, type Shard } from "../class/shards.ts";
import { submissionNames } from "../class/submissions.ts";
import { beginClass, begunIn, writeClass } from "../class/written.ts";
import type { Lab } from "../manifest.ts";
import { classLines, faultLines, LiveClass } from "../screen/class.ts";
import { Terminal } from "../screen/terminal.ts";
import { mergeClass } from "./class-merge.ts";
import { type Invocation, type Run, UsageError } from "./command.ts";
import { courseVersion, freshSeed } from "./grading.ts";
import { onInterrupt } from "./interrupt.ts";
import { didYouMean } from "./nearest.ts";
import { placed } from "./place.ts";
import { findLab } from "./resolve.ts";

export const run: Run = (invocation) =>
  invocation.rest[0] === "merge" ? mergeClass(invocation) : gradeClass(invocation);

const gradeClass: Run = async (invocation) => {
  const { root, labs, options } = invocation;
  const { lab, folder } = named(invocation);
  const all = submissionNames(folder);
  if (all.length === 0) {
    throw new UsageError(`${folder} has no submissions: a folder for each is needed.`);
  }
  const shard = shardOf(options.shard);
  const names = shard === undefined ? all : namesOf(shard, all);
  const out = outOf(options.out, folder, shard);
  const isolation = isolationOf(options.isolation);
  const seed = seedOf(options.seed, out, lab, shard);
  const desks = typeof options.desks === "string" ? Number(options.desks) : availableParallelism();
  const terminal = new Terminal();
  const live = new LiveClass(terminal, lab, names.length, Math.min(desks, names.length));
  const head = { lab, isolation, seed, count: names.length, out, shard };
  terminal.print(classLines(head, terminal.columns));
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
  mkdirSync(out, { recursive: true });
  await beginClass(out, lab, seed);
  let graded: readonly ClassRow[];
  try {
    graded = await classRun.grade(names);
  } finally {
    live.stop();
    forget();
    terminal.close();
  }
  await writeClass(out, lab, seed, graded);
  terminal.print(live.summary(out));
  const faults = faultLines(graded, terminal.columns);
  terminal.print(faults);
  return faults.length === 0 ? 0 : 3;
};

/** The lab, and the folder of the submissions. @throws UsageError */
function named({ rest, labs, options }: Invocation): { lab: Lab; folder: string } {
  const [word, path, ...others] = rest;
  if (word === undefined) throw new UsageError("Which lab? As in: npm run class db-01 FOLDER");
  const lab = findLab(labs, word);
  if (options.of !== undefined) throw new UsageError("of FOLDER is a word of class merge.");
  if (path === undefined || others.length > 0) {
    throw new UsageError(`Where are the submissions? As in: npm run class ${lab.id} FOLDER`);
  }
  const folder = placed(path);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(`${folder} is no folder.`);
  }
  return { lab, folder };
}

function shardOf(word: unknown): Shard | undefined {
  if (word === undefined) return undefined;
  const shard = readShard(String(word));
  if (shard !== undefined) return shard;
  throw new UsageError(`shard is one of so many parts, as in shard 2/5, and not "${word}".`);
}

/** Parts of a class go to folders of their own: the tables of one are not the tables of all. */
function outOf(word: unknown, folder: string, shard: Shard | undefined): string {
  if (typeof word === "string") return placed(word);
  return `${folder}-graded${shard === undefined ? "" : `-${shard.part}-of-${shard.of}`}`;
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
function seedOf(word: unknown, out: string, lab: Lab, shard: Shard | undefined): number {
  if (typeof word === "string") return Number(word);
  const before = begunIn(out);
  if (before !== undefined && before.lab !== lab.id) {
    throw new UsageError(`${out} has the results of ${before.lab}: name another with out FOLDER.`);
  }
  if (before !== undefined) return before.seed;
  if (shard === undefined) return freshSeed();
  throw new UsageError(
    `A shard needs a seed, the same for all: shard ${shard.part}/${shard.of} seed ${freshSeed()}.\n` +
      "Without one, each would draw its own, and their points could not be compared.",
  );
}
