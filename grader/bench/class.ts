/**
 * `npm run bench class`: what a class costs, and whether each of its verdicts is right.
 *
 *     npx tsx grader/bench/class.ts           200 submissions of db-01; COUNT=20 for fewer
 *
 *     stub, reference          no point; all points
 *     hostile submissions      no point for the steps that they fake
 *     the rest: mutants        all steps before its own are green, and its own is not
 *
 * The class is graded three times: whole; killed (SIGKILL) when half is done; and gone on with. The tables of the first
 * and the last must be the same byte for byte. Then some of the submissions are graded with `npm run grade`, one after the
 * other, as an instructor without `class` would: the ratio is that of the wall times, in the same run.
 *
 * Left out: tricks that take the better part of a minute.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { readMutants } from "../../tools/mutant-files.ts";
import { makeScratch, removeScratch } from "../../tools/scratch.ts";
import { desksThere } from "../src/class/desk.ts";
import type { ClassRow } from "../src/class/row.ts";
import { firstNotGreen } from "../src/class/tables.ts";
import { type Lab, readLabs } from "../src/manifest.ts";
import { seconds } from "../src/screen/text.ts";
import {
  type Hostile,
  layOut,
  processesAtDesks,
  readHostiles,
  referenceAsSource,
} from "../tests/hostile/hostile.ts";

const COUNT = Number(process.env.COUNT ?? 200);
const SEED = 8127;
/** How many of them are graded one after the other: an even sample. */
const SINGLE = Math.min(COUNT, Number(process.env.SINGLE ?? 20));
const root = join(import.meta.dirname, "../..");
const lab = readLabs(root).find(({ id }) => id === "db-01") as Lab;
const folder = mkdtempSync(join(tmpdir(), "labs-bench-"));
const submissions = join(folder, "submissions");

/** What is wrong with the row of a submission; undefined where it is right. */
type Judge = (row: ClassRow) => string | undefined;

const judges = await laidOut();
const foldersBefore = desksThere();
const whole = await timed(() => ended(classOf("whole")));
const wrong = wrongRows("whole");

const killed = classOf("resumed");
while (rowsIn("resumed") < judges.size / 2 && killed.exitCode === null) await pause(200);
const graded = rowsIn("resumed");
killed.kill("SIGKILL");
await once(killed, "exit");
await pause(2_000);
const left = processesAtDesks().length;
await ended(classOf("resumed"));
const differing = ["class.csv", "class.json"].flatMap(differingLines);

const scratch = makeScratch(root);
const names = [...judges.keys()];
const sample = names.filter((_, at) => at % Math.ceil(names.length / SINGLE) === 0);
const single = await timed(async () => {
  for (const name of sample) await gradedAlone(name);
});
removeScratch(scratch);
const foldersLeft = desksThere().filter((name) => !foldersBefore.includes(name));
rmSync(folder, { recursive: true });

const each = single / sample.length;
console.log(`${judges.size} submissions on ${availableParallelism()} cores`);
console.log(`wrong verdicts                     ${wrong.length}`);
for (const line of wrong) console.log(`  ${line}`);
console.log(
  `killed after ${graded}, resumed: the tables  ${differing.length === 0 ? "are the same" : "DIFFER"}`,
);
for (const line of differing) console.log(`  ${line}`);
console.log(`processes left after the kill      ${left}`);
console.log(`folders left at the end            ${foldersLeft.length}`);
console.log(`class, in all                      ${seconds(whole)}`);
console.log(
  `npm run grade, ${sample.length} of them × ${(names.length / sample.length).toFixed(1)}   ${seconds(each * names.length)}`,
);
console.log(`ratio                              ${((each * names.length) / whole).toFixed(2)}`);
const isRight = wrong.length === 0 && differing.length === 0;
process.exit(isRight && left === 0 && foldersLeft.length === 0 ? 0 : 1);

/** Makes the submissions. @returns by name, who looks at the row of each */
async function laidOut(): Promise<ReadonlyMap<string, Judge>> {
  const made = new Map<string, Judge>();
  const add = (name: string, judge: Judge, own: Partial<Hostile> = {}): void => {
    if (made.size === COUNT) return;
    made.set(name, judge);
    layOut(lab, join(submissions, name), own);
  };
  const reference = referenceAsSource(lab);
  add("stub", ({ points }) => (points === 0 ? undefined : `${points} points`));
  const isWhole: Judge = ({ points, pointsMax }) =>
    points === pointsMax ? undefined : `${points} of ${pointsMax}`;
  add("reference", isWhole, { files: reference });
  const { mutants } = await readMutants(lab);
  const tricks = [...(await readHostiles())].filter(([, { slow = false }]) => !slow);
  for (let at = 0; at < Math.max(mutants.length, tricks.length) && made.size < COUNT; at++) {
    const [mutant, trick] = [mutants[at], tricks[at]];
    if (trick !== undefined) {
      const [name, hostile] = trick;
      add(`hostile-${name}`, (row) => faked(row, hostile.steps ?? ["encode"]), hostile);
    }
    if (mutant === undefined) continue;
    const file = join("src", mutant.file);
    const text = (reference[file] ?? "").replace(mutant.find, () => mutant.replace);
    const files = { ...reference, [file]: text };
    add(`mutant-${mutant.name}`, (row) => killedIn(row, mutant.step), { files });
  }
  return made;
}

function faked({ steps }: ClassRow, ids: readonly string[]): string | undefined {
  const got = steps.filter(({ id, points }) => ids.includes(id) && points > 0);
  return got.length === 0 ? undefined : `points in ${got.map(({ id }) => id).join(", ")}`;
}

function killedIn(row: ClassRow, own: string): string | undefined {
  if (row.problem !== undefined) return row.problem;
  const first = firstNotGreen(lab, row)?.id ?? "none";
  return first === own ? undefined : `step ${first} is not green, ${own} should not be`;
}

function classOf(out: string): ChildProcess {
  const words = ["class", lab.id, submissions, "out", join(folder, out), "seed", String(SEED)];
  return spawn(process.execPath, [join(root, "grader/bin/labs.mjs"), ...words], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function ended(child: ChildProcess): Promise<void> {
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`the class ended with ${code}`);
}

function wrongRows(out: string): readonly string[] {
  const rows = new Map(
    readdirSync(join(folder, out, "rows")).map((file) => {
      const row: ClassRow = JSON.parse(readOf(out, join("rows", file)));
      return [row.name, row];
    }),
  );
  return [...judges].flatMap(([name, judge]) => {
    const row = rows.get(name);
    const what = row === undefined ? "has no row" : judge(row);
    return what === undefined ? [] : `${name}: ${what}`;
  });
}

/** As a person would who has one submission in their tree. */
async function gradedAlone(name: string): Promise<void> {
  const src = join(scratch, "labs", lab.folder, "src");
  rmSync(src, { recursive: true, force: true });
  cpSync(join(submissions, name, "labs", lab.folder, "src"), src, { recursive: true });
  const words = ["grade", lab.id, "all", "seed", String(SEED)];
  await once(
    spawn(process.execPath, [join(scratch, "grader/bin/labs.mjs"), ...words], {
      cwd: scratch,
      stdio: "ignore",
    }),
    "exit",
  );
}

/** The lines of a table in which the class that was resumed differs, with what they were before. */
function differingLines(file: string): readonly string[] {
  const [before, after] = [readOf("whole", file), readOf("resumed", file)].map((text) =>
    text.split("\n"),
  ) as [string[], string[]];
  return after.flatMap((line, at) =>
    line === before[at] ? [] : [`${file}:${at + 1}: ${before[at] ?? "no line"} ──▶ ${line}`],
  );
}

function rowsIn(out: string): number {
  const rows = join(folder, out, "rows");
  return existsSync(rows) ? readdirSync(rows).filter((file) => file.endsWith(".json")).length : 0;
}

function readOf(out: string, file: string): string {
  return readFileSync(join(folder, out, file), "utf8");
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
