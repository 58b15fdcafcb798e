/**
 * The screen of a game: 80 columns and 24 rows, or more.
 *
 *     db-16 raft · the reference · seed 1 · 3 machines        1,240 ms   ▶ 10 ticks/s
 *     what to watch
 *     boxes of machines
 *     messages on their way
 *     ─ what happened
 *     the last lines of it
 *     a message, or what is being typed
 *     keys
 */
import chalk from "chalk";
import { oneLine, widthOf, wrapped } from "../screen/text.ts";
import { BOX_LINES, type Box, boxLines, flightLines } from "./boxes.ts";
import type { Flight } from "./flights.ts";
import type { Line } from "./game.ts";
import { HELP_LINES, KEY_LINES } from "./keys.ts";
import type { Playable } from "./lab.ts";
import { lineText } from "./transcript.ts";

/** What there must be room for. */
export const LEAST = { columns: 80, rows: 24 } as const;
const LINES_LEAST = 4;
/** Lines that are always there: head, watch, rule, foot, keys. */
const FIXED = 6;

/** What of a lab is drawn. */
type Drawn = Pick<Playable<never, never>, "lab" | "title" | "epoch" | "latencyMs" | "scenarios">;

/** What is to be drawn. */
export interface View {
  readonly lab: Drawn;
  /** "your code" */
  readonly whose: string;
  readonly seed: number;
  readonly now: number;
  readonly watch: string;
  readonly boxes: readonly Box[];
  readonly flights: readonly Flight[];
  readonly lines: readonly Line[];
  /** What is said of the last key, or what is being typed. */
  readonly foot: string;
  /** Whether that is bad news. */
  readonly isBad: boolean;
  /** How it runs: "▶ 10 ticks/s". */
  readonly pace: string;
  readonly isHelp: boolean;
}

/** The terminal's size. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The lines of the screen: one less than there are rows, since the cursor stands below the last. */
export function screenLines(view: View, size: Size): readonly string[] {
  if (size.columns < LEAST.columns || size.rows < LEAST.rows) {
    return [
      `This needs ${LEAST.columns} columns and ${LEAST.rows} rows;`,
      `there are ${size.columns} and ${size.rows}. q quits.`,
    ];
  }
  const columns = size.columns - 1;
  const inside = view.isHelp
    ? helpLines(view.lab, size.rows - 1 - 1 - 1 - KEY_LINES.length)
    : clusterLines(view, columns, size.rows - 1);
  const said = oneLine(view.foot, columns);
  const foot = [view.isBad ? chalk.red(said) : said, ...KEY_LINES.map((line) => chalk.dim(line))];
  return [headLine(view, columns), ...inside, ...foot].map((line) => line.trimEnd());
}

function headLine({ lab, whose, seed, boxes, now, pace }: View, columns: number): string {
  const left = `${lab.lab} ${lab.title} · ${whose} · seed ${seed} · ${boxes.length} machines`;
  const right = `${now.toLocaleString("en")} ms   ${pace}`;
  const gap = Math.max(2, columns - widthOf([left]) - widthOf([right]));
  return `${chalk.bold(left)}${" ".repeat(gap)}${right}`;
}

function clusterLines(view: View, columns: number, rows: number): readonly string[] {
  const { lab, boxes, flights, now } = view;
  const watch = wrapped(view.watch, columns).slice(0, 2);
  const free = rows - FIXED + 1 - BOX_LINES - watch.length;
  const flying = Math.max(0, Math.min(8, free - LINES_LEAST));
  const names = boxes.map(({ name }) => name);
  const ways = { now, latencyMs: lab.latencyMs, columns, rows: flying };
  const shown = view.lines.slice(-(free - flying));
  const rule = "─ what happened ";
  return [
    ...watch.map((line) => chalk.italic(line)),
    ...boxLines(boxes, lab, columns),
    ...flightLines(flights, names, ways),
    chalk.dim(rule + "─".repeat(columns - rule.length)),
    ...shown.map((line) => cut(lineText(line), columns)),
    ...Array.from({ length: free - flying - shown.length }, () => ""),
  ];
}

/** The line, cut where it is too long; its blanks stay. */
function cut(text: string, columns: number): string {
  return widthOf([text]) <= columns ? text : `${text.slice(0, columns - 1)}…`;
}

function helpLines({ scenarios }: Pick<View["lab"], "scenarios">, rows: number): readonly string[] {
  const scenes = scenarios.map(({ title }, i) => `  ${i + 1}         ${title}`);
  const all = [...HELP_LINES, "", ...scenes];
  return Array.from({ length: rows }, (_, i) => all[i] ?? "");
}
