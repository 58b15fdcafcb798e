/**
 * A hunt on the screen.
 *
 *   ● 7 tests hold for the reference, on 3 seeds            4.1 s
 *
 *   ◐ 1  Internal keys and their order       9 of 20   left: 3 7 9-14 16 18
 *                                                            20
 *   ● 2  A skip list                        15 of 15
 *   ○ 3  The memtable                        0 of 12   left: 36-47
 *
 *   Bug 5 · a key is equal to every key that it begins
 *     The loop ends with the shorter of the two and nobody asks which one that was.
 *     Caught by "shorter keys come first", first.test.ts
 *
 * Of a bug that is not caught, its number and its step are all that is shown.
 */
import chalk from "chalk";
import type { Bug } from "../hunt/bugs.ts";
import type { WrongTest } from "../hunt/hunt-run.ts";
import type { Catch } from "../hunt/store.ts";
import type { Lab, Step } from "../manifest.ts";
import { accountLines, placeText } from "./failure.ts";
import type { Terminal } from "./terminal.ts";
import { oneLine, padded, printable, seconds, widthOf, wrapped } from "./text.ts";

const INDENT = "    ";
const TITLE_MAX = 34;
const ROOM_MIN = 16;
const BAR_CELLS = 20;
/** Before so many bugs were tried, nobody knows how long the rest takes. */
const TRIED_MIN = 4;

/** How a bug stands: caught by the tests as they are, caught by earlier ones, or never. */
export type Standing = "caught" | "lost" | "hidden";

export interface BugStanding {
  readonly bug: Bug;
  readonly standing: Standing;
  readonly by?: Catch;
}

/** A line for each step that has bugs, and those that are left. */
export function standingLines(lab: Lab, bugs: readonly BugStanding[], columns: number): string[] {
  const steps = lab.steps.filter((step) => bugs.some(({ bug }) => bug.step === step));
  const titles = Math.min(TITLE_MAX, widthOf(steps.map(({ title }) => title)));
  const countOf = (own: readonly BugStanding[]) =>
    `${own.filter(({ standing }) => standing === "caught").length} of ${own.length}`;
  const own = (step: Step) => bugs.filter(({ bug }) => bug.step === step);
  const counts = widthOf(steps.map((step) => countOf(own(step))));
  const numbers = String(lab.steps.length).length;
  return steps.flatMap((step) => {
    const left = own(step).filter(({ standing }) => standing !== "caught");
    const head =
      `  ${markOf(left.length, own(step).length)} ${String(step.number).padStart(numbers)}  ` +
      `${padded(oneLine(step.title, titles), titles)}   ${countOf(own(step)).padStart(counts)}`;
    if (left.length === 0) return [head];
    const start = 4 + numbers + 2 + titles + 3 + counts + 3 + "left: ".length;
    const room = Math.max(ROOM_MIN, columns - start);
    const [first = "", ...more] = wrapped(ranges(left.map(({ bug }) => bug.number)), room);
    return [`${head}   left: ${first}`, ...more.map((line) => " ".repeat(start) + line)];
  });
}

function markOf(left: number, all: number): string {
  if (left === 0) return chalk.green("●");
  return left === all ? chalk.yellow("○") : chalk.yellow("◐");
}

/** "3 7 9-14", of rising numbers. */
export function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? from : `${from}-${to}`)).join(" ");
}

/** A bug that was caught, with its story. */
export function bugLines({ bug, by, standing }: BugStanding, columns: number): string[] {
  const { number, mutant } = bug;
  return [
    ...wrapped(`Bug ${number} · ${mutant.title}`, columns - 2).map(
      (line, at) => `${at === 0 ? "  " : INDENT}${chalk.bold(line)}`,
    ),
    ...indented(mutant.story, columns),
    ...(by === undefined ? [] : indented(chalk.dim(caughtBy(by, standing)), columns)),
  ];
}

function caughtBy({ title, file, how }: Catch, standing: Standing): string {
  const what = title === undefined ? file : `"${printable(title, 1)}", ${file}`;
  const way = how === "failed" ? "" : `: it ${how}`;
  return standing === "lost"
    ? `Once caught by ${what}; no test catches it now`
    : `Caught by ${what}${way}`;
}

function indented(text: string, columns: number): string[] {
  return wrapped(text, columns - INDENT.length).map((line) => `${INDENT}${line}`);
}

/** What the bug changes in the reference, in whole lines. @param text of the file that it changes */
export function editLines({ mutant }: Bug, lab: Lab, text: string): string[] {
  const { file, find, replace } = mutant;
  const at = text.indexOf(find);
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const end = text.indexOf("\n", at + find.length);
  const around = (middle: string) =>
    (text.slice(start, at) + middle + text.slice(at + find.length, end)).split("\n");
  const [before, after] = [around(find), around(replace)];
  const least = Math.min(before.length, after.length);
  let head = 0;
  while (head < least && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < least - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const shown = (sign: string, lines: readonly string[]) =>
    lines.map((line) => `${INDENT}${sign} ${line}`.trimEnd());
  const part = (lines: readonly string[]) => lines.slice(head, lines.length - tail);
  const line = text.slice(0, start).split("\n").length + head;
  return [
    `${INDENT}${chalk.dim(`labs/${lab.folder}/reference/${file}:${line}`)}`,
    "",
    ...shown(" ", before.slice(0, head)),
    ...shown("-", part(before)).map((each) => chalk.red(each)),
    ...shown("+", part(after)).map((each) => chalk.green(each)),
    ...shown(" ", before.slice(before.length - tail)),
  ];
}

/** A test that is not right about the lab, or not always. */
export function wrongLines(lab: Lab, wrong: readonly WrongTest[], columns: number): string[] {
  const [first] = wrong;
  if (first === undefined) return [];
  const { failure, test, failedOn, heldOn, file } = first;
  const isSometimes = heldOn.length > 0;
  const said = isSometimes
    ? `It held on seed ${heldOn.join(", ")} and failed on seed ${failedOn.join(", ")}: it stands on chance, or on time. ` +
      "Nothing that such a test finds is a bug."
    : test === undefined
      ? "No bug was tried: the tests have to load first."
      : "The reference is taken to be right: so this test is wrong about the lab, and what it finds is no bug. " +
        "Or you have found one of ours: then please report it, with the test.";
  const place = failure.place === undefined ? file.name : placeText(lab, failure.place);
  const more = wrong.length - 1;
  return [
    ...accountLines({ lab, failure, ...(test === undefined ? {} : { test }) }, columns),
    `${INDENT}${chalk.dim("Your test")}   ${place}`,
    "",
    ...wrapped(said, columns),
    ...(more === 0
      ? []
      : ["", more === 1 ? "One more does not hold." : `${more} more do not hold.`]),
  ];
}

/** The line that changes while bugs are tried. */
export class LiveHunt {
  readonly #terminal: Terminal;
  readonly #count: number;
  readonly #startedAt = Date.now();
  #tried = 0;
  #caught = 0;

  constructor(terminal: Terminal, count: number) {
    this.#terminal = terminal;
    this.#count = count;
    this.#draw();
  }

  tried(isCaught: boolean): void {
    this.#tried++;
    if (isCaught) this.#caught++;
    this.#draw();
  }

  /** Takes the line away. @returns what it said last */
  stop(): string {
    this.#terminal.live([]);
    return `${this.#tried} of ${this.#count} bugs were tried, ${this.#caught} caught`;
  }

  #draw(): void {
    const cells = Math.round((BAR_CELLS * this.#tried) / this.#count);
    const bar = "█".repeat(cells) + "░".repeat(BAR_CELLS - cells);
    const each = (Date.now() - this.#startedAt) / Math.max(1, this.#tried);
    const left = each * (this.#count - this.#tried);
    const time = this.#tried < TRIED_MIN ? "" : `, about ${seconds(left)} left`;
    this.#terminal.live([
      `  ${bar}   ${this.#tried} of ${this.#count} tried, ${this.#caught} caught${time}`,
    ]);
  }
}
