/**
 * One hunt, from the reference to what it caught.
 *
 *     every test on the reference, 3 seeds ──one does not hold──▶ it is shown, and the hunt ends
 *       │
 *       ▼
 *     bugs that no test as it is now has caught ──▶ one by one, what is caught is kept at once
 *       │
 *       ▼
 *     a line for each step, the stories of what was caught for the first time, how many are left
 */
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import chalk from "chalk";
import type { Bug } from "../hunt/bugs.ts";
import type { HuntFile } from "../hunt/files.ts";
import { HuntRun, keyOf, type OnReference, REFERENCE_SEEDS } from "../hunt/hunt-run.ts";
import { type HuntReport, huntReport, type Outcome } from "../hunt/report.ts";
import type { Catch, HuntStore } from "../hunt/store.ts";
import type { Lab } from "../manifest.ts";
import {
  type BugStanding,
  bugLines,
  editLines,
  LiveHunt,
  ranges,
  standingLines,
  wrongLines,
} from "../screen/hunt.ts";
import type { Terminal } from "../screen/terminal.ts";
import { capital, inWords, seconds, wrapped } from "../screen/text.ts";
import type { ExitCode } from "./command.ts";
import { openEngine } from "./grading.ts";
import { onInterrupt } from "./interrupt.ts";

/** So many stories are told at the end; the others are for `caught`. */
const STORIES_MAX = 5;

export interface HuntContext {
  readonly root: string;
  readonly lab: Lab;
  readonly terminal: Terminal;
  readonly bugs: readonly Bug[];
  readonly files: readonly HuntFile[];
  readonly seed: number;
  /** The folder, as the person knows it. */
  readonly where: string;
  /** The one bug that was asked for. */
  readonly only: Bug | undefined;
  /** Where what is caught is kept; none for somebody else's tests. */
  readonly store: HuntStore | undefined;
  /** Takes the document for machines. */
  readonly report: (report: HuntReport) => void;
}

export async function runHunt(context: HuntContext): Promise<ExitCode> {
  const { root, lab, terminal, files, seed, where } = context;
  const head = `${lab.id} ${lab.title} · bug hunt · ${where} · seed ${seed}`;
  terminal.print([...wrapped(head, terminal.columns).map((line) => chalk.bold(line)), ""]);
  await terminal.prepare();
  const lanes = availableParallelism();
  const run = new HuntRun({ root, lab, files, seed, lanes, open: openEngine });
  const forget = onInterrupt(() => run.close());
  try {
    terminal.live(["  … on the reference first"]);
    const found = await run.onReference();
    terminal.live([]);
    const isSound = printReference(context, found);
    let outcomes: readonly Outcome[] = [];
    if (isSound && context.only === undefined) outcomes = await huntAll(context, run);
    else if (isSound && context.only !== undefined) {
      outcomes = [await huntOne(context, run, context.only)];
    }
    context.report(huntReport(lab, seed, found, outcomes));
    return isSound && outcomes.every(({ by }) => by !== undefined) ? 0 : 1;
  } finally {
    forget();
    terminal.live([]);
    await run.close();
  }
}

/** @returns whether there are tests, and all of them hold */
function printReference(
  { terminal, lab, where }: HuntContext,
  { counts, wrong, milliseconds }: OnReference,
): boolean {
  const count = [...counts.values()].reduce((sum, each) => sum + each, 0);
  if (wrong.length > 0) {
    terminal.print(wrongLines(lab, wrong, terminal.columns));
    return false;
  }
  for (const [file, each] of counts) {
    if (each === 0) terminal.print(chalk.yellow(`  ${where}/${file} has no test: hunt("…", …)`));
  }
  if (count === 0) return false;
  const tests = count === 1 ? "1 test holds" : `${count} tests hold`;
  const line = `${tests} for the reference, on ${REFERENCE_SEEDS} seeds`;
  terminal.print([`  ${chalk.green("●")} ${line}   ${seconds(milliseconds)}`, ""]);
  return true;
}

/** What was caught, by number. */
type Catches = Map<number, Catch>;

async function huntAll(context: HuntContext, run: HuntRun): Promise<readonly Outcome[]> {
  const { bugs, lab, store } = context;
  const before = (await store?.caught(lab.id)) ?? new Map<number, Catch>();
  const kept = new Map([...before].filter(([number, each]) => isAsBefore(context, number, each)));
  const now: Catches = new Map(kept);
  await tryBugs(
    context,
    run,
    bugs.filter(({ number }) => !kept.has(number)),
    now,
  );
  const standings = bugs.map((bug): BugStanding => {
    const [by, earlier] = [now.get(bug.number), before.get(bug.number)];
    if (by !== undefined) return { bug, by, standing: "caught" };
    return earlier === undefined
      ? { bug, standing: "hidden" }
      : { bug, by: earlier, standing: "lost" };
  });
  printStandings(context, standings, before, kept.size);
  return standings.map(({ bug }) => outcomeOf(bug, now));
}

function outcomeOf(bug: Bug, now: Catches): Outcome {
  const by = now.get(bug.number);
  return by === undefined ? { bug } : { bug, by };
}

/** Whether the test that caught it, the bug and all that runs them are the same. */
function isAsBefore({ files, bugs }: HuntContext, number: number, by: Catch): boolean {
  const file = files.find(({ name }) => name === by.file);
  const bug = bugs.find((each) => each.number === number);
  if (file === undefined || bug === undefined || by.lost === true) return false;
  return keyOf(file, by.title, bug) === by.key;
}

/** Tries these; what is caught is kept, and put into `now`. */
async function tryBugs(
  { terminal, lab, store }: HuntContext,
  run: HuntRun,
  bugs: readonly Bug[],
  now: Catches,
): Promise<void> {
  if (bugs.length === 0) return;
  const live = new LiveHunt(terminal, bugs.length);
  const forget = onInterrupt(() => {
    terminal.print(`Stopped: ${live.stop()}. What was caught is kept.`);
  });
  try {
    await run.tryBugs(bugs, async (bug, caught) => {
      live.tried(caught !== undefined);
      if (caught === undefined) return store?.lose(lab.id, bug.number);
      now.set(bug.number, { ...caught, at: "" });
      await store?.save(lab.id, bug.number, caught);
    });
  } finally {
    forget();
    live.stop();
  }
}

function printStandings(
  { terminal, lab, bugs }: HuntContext,
  standings: readonly BugStanding[],
  before: ReadonlyMap<number, Catch>,
  kept: number,
): void {
  const { columns } = terminal;
  terminal.print(standingLines(lab, standings, columns));
  const fresh = standings.filter(
    ({ bug, standing }) => standing === "caught" && !before.has(bug.number),
  );
  for (const each of fresh.slice(0, STORIES_MAX)) terminal.print(["", ...bugLines(each, columns)]);
  const untold = fresh.slice(STORIES_MAX).map(({ bug }) => bug.number);
  const lost = standings.filter(({ standing }) => standing === "lost");
  const all = standings.filter(({ standing }) => standing === "caught").length;
  const left = bugs.length - all;
  const hidden = standings.find(({ standing }) => standing === "hidden")?.bug.number;
  const say = (text: string) => terminal.print(wrapped(text, columns));
  terminal.print("");
  if (untold.length > 0) {
    const what =
      untold.length === 1 ? "One more is new" : `${capital(inWords(untold.length))} more are new`;
    say(`${what}: ${ranges(untold)}. Their stories: npm run hunt ${lab.id} caught`);
  }
  if (lost.length > 0) {
    say(`No test catches these any more: ${ranges(lost.map(({ bug }) => bug.number))}.`);
  }
  if (kept > 0) say(`${kept} were caught by the same tests before, and not run again.`);
  if (left === 0) say(`All ${bugs.length} bugs are caught.`);
  else if (all === 0) {
    say(
      "No test failed on any bug. Does each do something with the lab, and hold what comes of it?",
    );
  } else say(`${left} of ${bugs.length} are still there.`);
  if (hidden !== undefined) say(`One of them alone: npm run hunt ${lab.id} bug ${hidden}`);
}

async function huntOne(context: HuntContext, run: HuntRun, bug: Bug): Promise<Outcome> {
  const { terminal, lab, store } = context;
  const { columns } = terminal;
  const before = (await store?.caught(lab.id))?.get(bug.number);
  const now: Catches = new Map();
  await tryBugs(context, run, [bug], now);
  const by = now.get(bug.number) ?? before;
  const isCaught = now.has(bug.number);
  if (by !== undefined) {
    const standing = isCaught ? "caught" : "lost";
    terminal.print([
      ...bugLines({ bug, by, standing }, columns),
      "",
      ...editLines(bug, lab, readFileSync(join(lab.path, "reference", bug.mutant.file), "utf8")),
    ]);
  } else {
    const { number, title, document } = bug.step;
    terminal.print([
      `Bug ${bug.number} is still there. It is in what step ${number} asks for, ${title}:`,
      `labs/${lab.folder}/${document}`,
    ]);
  }
  return outcomeOf(bug, now);
}
