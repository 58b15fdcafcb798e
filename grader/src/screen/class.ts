/**
 * A class as it is graded.
 *
 *     db-01 resp · 200 submissions · seed 8127 · isolation bubblewrap
 *     Rows and tables: /home/ada/submissions-graded
 *
 *     ● alice                173/173
 *     ✗ bob                   45/173   step 3
 *     – carol                 has no index.ts: …
 *
 *     ████████░░░░░░░░░░░░   84 of 200, about 12 min left
 *     now: dan, erin
 */
import chalk from "chalk";
import type { ClassEvent } from "../class/class-run.ts";
import type { ClassRow } from "../class/row.ts";
import type { Shard } from "../class/shards.ts";
import { firstNotGreen, isGreenRow, pointsMaxOf } from "../class/tables.ts";
import type { Lab } from "../manifest.ts";
import type { Terminal } from "./terminal.ts";
import { oneLine, padded, seconds, wrapped } from "./text.ts";

const BAR_CELLS = 24;
const NAME_COLUMNS = 28;
const FRAME_MS = 500;
const NAMES_MAX = 12;

export interface ClassHead {
  readonly lab: Lab;
  readonly isolation: string;
  readonly seed: number;
  readonly count: number;
  readonly out: string;
  readonly shard?: Shard | undefined;
}

export function classLines(
  { lab, isolation, seed, count, out, shard }: ClassHead,
  columns: number,
): readonly string[] {
  const part = shard === undefined ? "" : ` · shard ${shard.part} of ${shard.of}`;
  const head = `${lab.id} ${lab.title} · ${submissions(count)}${part} · seed ${seed} · isolation ${isolation}`;
  const warning =
    isolation === "bubblewrap"
      ? []
      : ["Submissions can read and change what you can. Grade them in a machine of their own, or"]
          .concat("install bubblewrap: TOOLS.md, A class.")
          .map((line) => chalk.yellow(line));
  return [
    ...wrapped(head, columns).map((line) => chalk.bold(line)),
    `Rows and tables: ${out}`,
    ...warning,
    "",
  ];
}

/** A class that was put together from parts. */
export interface MergedHead extends Omit<ClassHead, "isolation" | "shard"> {
  readonly parts: number;
  /** Submissions of which no part has a row. */
  readonly missing: readonly string[];
}

export function mergedLines(
  { lab, seed, count, out, parts, missing }: MergedHead,
  columns: number,
): readonly string[] {
  const of = parts === 1 ? "one part" : `${parts} parts`;
  const head = `${lab.id} ${lab.title} · ${submissions(count)} of ${of} · seed ${seed}`;
  const said = `No part has ${submissions(missing.length)}: ${listed(missing)}`;
  return [
    ...wrapped(head, columns).map((line) => chalk.bold(line)),
    ...(missing.length === 0 ? [] : wrapped(said, columns).map((line) => chalk.yellow(line))),
    tablesLine(out),
  ];
}

/** On which the grader failed; none where it did on none. */
export function faultLines(rows: readonly ClassRow[], columns: number): readonly string[] {
  const names = rows.flatMap(({ name, hasFault }) => (hasFault ? name : []));
  if (names.length === 0) return [];
  const said = `The grader failed on ${submissions(names.length)}, which is no fault of theirs: ${listed(names)}. Their rows say how. The same command grades these again.`;
  return ["", ...wrapped(said, columns).map((line) => chalk.yellow(line))];
}

const tablesLine = (out: string): string =>
  `To read: ${out}/class.html; class.csv and class.json beside it`;

function submissions(count: number): string {
  return count === 1 ? "1 submission" : `${count.toLocaleString("en")} submissions`;
}

/** Names that are not too many, each as one line. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_MAX).map((name) => oneLine(name, NAME_COLUMNS));
  const more = names.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

export class LiveClass {
  readonly #terminal: Terminal;
  readonly #lab: Lab;
  readonly #count: number;
  readonly #desks: number;
  readonly #points: number;
  readonly #running = new Set<string>();
  readonly #rows: ClassRow[] = [];
  readonly #startedAt = Date.now();
  #kept = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(terminal: Terminal, lab: Lab, count: number, desks: number) {
    this.#terminal = terminal;
    this.#lab = lab;
    this.#count = count;
    this.#desks = desks;
    this.#points = String(pointsMaxOf(lab)).length;
  }

  hear(event: ClassEvent): void {
    if (this.#terminal.isInteractive) this.#timer ??= setInterval(() => this.#draw(), FRAME_MS);
    if (event.kind === "started") this.#running.add(event.name);
    else {
      this.#running.delete(event.row.name);
      this.#rows.push(event.row);
      if (event.isKept) this.#kept++;
      else this.#terminal.print(this.#line(event.row));
    }
    this.#draw();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#terminal.live([]);
  }

  summary(out: string): readonly string[] {
    const green = this.#rows.filter(isGreenRow).length;
    const not = this.#rows.filter(({ problem }) => problem !== undefined).length;
    const kept = this.#kept > 0 ? `, ${this.#kept} of them before` : "";
    const time = seconds(Date.now() - this.#startedAt);
    return [
      "",
      `${this.#rows.length} of ${this.#count} graded${kept}, in ${time}: ${green} green, ${not} with a problem.`,
      tablesLine(out),
    ];
  }

  #line(row: ClassRow): string {
    const name = padded(oneLine(row.name, NAME_COLUMNS), NAME_COLUMNS);
    if (row.problem !== undefined) {
      return `  ${chalk.yellow("–")} ${name}  ${oneLine(row.problem, this.#terminal.columns - 34)}`;
    }
    const mark = isGreenRow(row) ? chalk.green("●") : chalk.red("✗");
    const points = `${String(row.points).padStart(this.#points)}/${row.pointsMax}`;
    const stopped = firstNotGreen(this.#lab, row);
    return `  ${mark} ${name}  ${points}${stopped === undefined ? "" : `   step ${stopped.number}`}`;
  }

  #draw(): void {
    if (!this.#terminal.isInteractive) return;
    const done = this.#rows.length;
    const cells = Math.round((BAR_CELLS * done) / this.#count);
    const bar = "█".repeat(cells) + "░".repeat(BAR_CELLS - cells);
    const graded = done - this.#kept;
    const each = (Date.now() - this.#startedAt) / Math.max(1, graded);
    const left = graded < this.#desks ? "" : `, about ${seconds(each * (this.#count - done))} left`;
    const names = oneLine([...this.#running].join(", "), this.#terminal.columns - 8);
    this.#terminal.live(["", `  ${bar}   ${done} of ${this.#count}${left}`, `  now: ${names}`]);
  }
}
