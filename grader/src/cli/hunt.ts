/**
 * `npm run hunt db-05`: the learner's own tests, on the reference and then on the lab's bugs.
 *
 *   hunt/db-05/*.test.ts ──▶ hold for the reference? ──▶ bug by bug: caught, or still there
 *   npm run hunt db-05 bug 12       that one alone; once it is caught, its story and its place
 *   npm run hunt db-05 caught       the stories of all that were caught
 *   npm run hunt db-05 of FOLDER    somebody else's tests; nothing of it is kept
 *   npm run hunt db-05 json FILE    what came of it, for machines
 *
 * A bug that the same test caught before is not run again. Ends with 0 where every bug is caught, else with 1.
 */
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import chalk from "chalk";
import { type Bug, readBugs } from "../hunt/bugs.ts";
import { copyHunt, huntFolder, readHunt, removeHunt, writeExample } from "../hunt/files.ts";
import { type Catch, HuntStore } from "../hunt/store.ts";
import type { Lab } from "../manifest.ts";
import { jsonText } from "../reports/json.ts";
import { bugLines } from "../screen/hunt.ts";
import { Terminal } from "../screen/terminal.ts";
import { wrapped } from "../screen/text.ts";
import { type ExitCode, type Run, UsageError } from "./command.ts";
import { makeWay, STDOUT } from "./for-machines.ts";
import { freshSeed } from "./grading.ts";
import { runHunt } from "./hunting.ts";
import { onInterrupt } from "./interrupt.ts";
import { namedLab, placed } from "./place.ts";

export const run: Run = async (invocation) => {
  const lab = namedLab(invocation, "hunt db-05");
  const { root, labs, options } = invocation;
  const bugs = await readBugs(root, labs, lab);
  if (bugs.length === 0) return withoutBugs(root, lab);
  // The stories of what was caught are for people alone.
  const json = options.caught === true ? undefined : jsonFile(options.json);
  const terminal = new Terminal(json === STDOUT ? process.stderr : process.stdout);
  const store = new HuntStore(root, { warn: (text) => terminal.print(chalk.yellow(text)) });
  if (options.caught === true) return printCaught(terminal, lab, bugs, await store.caught(lab.id));
  const only =
    typeof options.bug === "string" ? bugNamed(bugs, Number(options.bug), lab) : undefined;
  const other = typeof options.of === "string" ? folderNamed(options.of) : undefined;
  const copy = other === undefined ? undefined : copyHunt(root, other);
  const forget = onInterrupt(() => copy !== undefined && removeHunt(copy));
  try {
    const files = readHunt(lab, copy ?? join(root, huntFolder(lab)));
    if (files.length === 0) {
      if (other === undefined) return await begin(terminal, root, lab, bugs);
      throw new UsageError(`${other} has no file whose name ends in .test.ts.`);
    }
    const seed = typeof options.seed === "string" ? Number(options.seed) : freshSeed();
    return await runHunt({
      ...{ root, lab, terminal, bugs, files, seed },
      where: other ?? huntFolder(lab),
      only,
      store: other === undefined ? store : undefined,
      report: (report) => write(json, jsonText(report)),
    });
  } finally {
    forget();
    terminal.close();
    if (copy !== undefined) removeHunt(copy);
  }
};

/** Where the document for machines goes; shown to be writable. @throws UsageError */
function jsonFile(word: unknown): string | undefined {
  if (typeof word !== "string") return undefined;
  const file = word === STDOUT ? word : placed(word);
  makeWay(file);
  return file;
}

function write(file: string | undefined, text: string): void {
  if (file === STDOUT) process.stdout.write(text);
  else if (file !== undefined) writeFileSync(file, text);
}

/** Tests can be written where there is nothing to hunt, for somebody else to run. @throws UsageError that says so */
async function withoutBugs(root: string, lab: Lab): Promise<never> {
  const folder = huntFolder(lab);
  const isBegun = readHunt(lab, join(root, folder)).length > 0;
  const where = isBegun
    ? `Your tests are in ${folder}`
    : `A first test is in ${await writeExample(root, lab)}`;
  throw new UsageError(
    `The bugs of ${lab.id} are not in this edition for learners, but in the whole course, from which it was made.\n` +
      `${where}. Who has the whole course runs them: npm run hunt ${lab.id} of ${folder}`,
  );
}

function bugNamed(bugs: readonly Bug[], number: number, { id }: Lab): Bug {
  const bug = bugs.find((each) => each.number === number);
  if (bug !== undefined) return bug;
  throw new UsageError(
    `${id} has no bug ${number}. There are ${bugs.length}, the last is ${bugs.at(-1)?.number}.`,
  );
}

function folderNamed(word: string): string {
  const folder = placed(word);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return folder;
  throw new UsageError(`${folder} is no folder.`);
}

/** The first time: a file to begin with. */
async function begin(
  terminal: Terminal,
  root: string,
  lab: Lab,
  bugs: readonly Bug[],
): Promise<ExitCode> {
  const file = await writeExample(root, lab);
  const text =
    `${bugs.length} bugs are hidden in ${lab.id} ${lab.title}, each in a copy of the reference of its own. Tests of ` +
    "yours are to find them: they hold for the reference, and fail where a bug is.";
  terminal.print([
    chalk.bold(`${lab.id} ${lab.title} · bug hunt`),
    "",
    ...wrapped(text, terminal.columns),
    "",
    `A first test is in ${file}, which catches next to nothing.`,
    `Write your own beside it, then: npm run hunt ${lab.id}`,
  ]);
  return 0;
}

function printCaught(
  terminal: Terminal,
  lab: Lab,
  bugs: readonly Bug[],
  caught: ReadonlyMap<number, Catch>,
): ExitCode {
  const known = bugs.flatMap((bug) => {
    const by = caught.get(bug.number);
    return by === undefined ? [] : [{ bug, by }];
  });
  terminal.print(
    chalk.bold(`${lab.id} ${lab.title} · ${known.length} of ${bugs.length} bugs caught`),
  );
  for (const step of lab.steps) {
    const own = known.filter(({ bug }) => bug.step === step);
    if (own.length > 0) terminal.print(["", `${step.number}  ${step.title}`]);
    for (const { bug, by } of own) {
      const standing = by.lost === true ? "lost" : "caught";
      terminal.print(["", ...bugLines({ bug, by, standing }, terminal.columns)]);
    }
  }
  return 0;
}
