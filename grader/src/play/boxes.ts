/**
 * Machines as boxes side by side, and the messages on their way between them.
 *
 *     ┌ a ★ leader ─┐ ┌ b follower ─┐      name, role
 *     │ term 3      │ │ term 3      │      epoch
 *     │ voted a     │ │ voted a     │      what else it says of itself
 *     │             │ │ █████████░░ │      how long it goes on waiting
 *     │ 1· 1x 3·│3y │ │ 1· 1x│3·    │      its log: epoch and value; what is committed stands before the line
 *     │             │ │ ✗→ c        │      whom it cannot reach
 *     └─ 3 of 4 ────┘ └─ 2 of 3 ────┘      how many entries it knows to be committed
 *             ├ append 3y ─▶··              a message on its way
 *
 * An epoch has a colour, the same everywhere. Colours repeat what is there to read without them.
 */
import chalk, { type ChalkInstance } from "chalk";
import { oneLine, padded, widthOf } from "../screen/text.ts";
import type { Flight } from "./flights.ts";
import type { Cell, Lane, Playable } from "./lab.ts";

const COLOURS: readonly ChalkInstance[] = [
  ...[chalk.cyan, chalk.yellow, chalk.magenta, chalk.green, chalk.blue, chalk.redBright],
];
const NONE = chalk.dim;

/** How many lines a box has. */
export const BOX_LINES = 7;

/** A machine to be drawn. */
export interface Box {
  readonly name: string;
  /** Undefined while it is down. */
  readonly lane: Lane | undefined;
  readonly unreached: readonly string[];
  readonly isChosen: boolean;
}

/** The colour of an epoch. */
export function colourOf(epoch: number): ChalkInstance {
  return epoch === 0 ? NONE : COLOURS[(epoch - 1) % COLOURS.length]!;
}

/** The lines of a row of boxes, `columns` wide at most. */
export function boxLines(
  boxes: readonly Box[],
  { epoch }: Pick<Playable<never, never>, "epoch">,
  columns: number,
): readonly string[] {
  const width = widthOfBox(boxes.length, columns);
  const drawn = boxes.map((box) => lines(box, epoch, width));
  return Array.from({ length: BOX_LINES }, (_, i) => drawn.map((box) => box[i]).join(" "));
}

/** The lines of messages on their way, `rows` of them; where there are more, the last says so. */
export function flightLines(
  flights: readonly Flight[],
  names: readonly string[],
  { now, latencyMs, columns, rows }: Record<"now" | "latencyMs" | "columns" | "rows", number>,
): readonly string[] {
  const width = widthOfBox(names.length, columns);
  const middle = (name: string) => names.indexOf(name) * (width + 1) + Math.floor(width / 2);
  const hidden = flights.filter(({ row }) => row >= rows).length;
  return Array.from({ length: rows }, (_, row) => {
    if (row === rows - 1 && hidden > 0) return chalk.dim(`… and ${hidden} more on their way`);
    const cells = Array.from({ length: columns }, () => " ");
    for (const flight of flights) {
      if (flight.row !== row) continue;
      const until = flight.lostAt ?? now;
      const part = Math.min(0.95, (until - flight.sentAt) / latencyMs);
      draw(cells, middle(flight.from), middle(flight.to), part, flight);
    }
    return cells.join("").trimEnd();
  });
}

function widthOfBox(boxes: number, columns: number): number {
  return Math.min(30, Math.floor((columns - (boxes - 1)) / boxes));
}

function lines({ name, lane, unreached, isChosen }: Box, epoch: string, width: number): string[] {
  const inner = width - 4;
  const frame = lane?.leads === true ? colourOf(lane.epoch).bold : chalk.dim;
  const shown = isChosen ? chalk.inverse(` ${name} `) : ` ${chalk.bold(name)} `;
  const role = lane === undefined ? "down" : `${lane.leads ? "★ " : ""}${lane.role}`;
  const painted = lane === undefined ? chalk.red(role) : colourOf(lane.epoch)(role);
  const rule = "─".repeat(Math.max(0, width - 5 - name.length - role.length));
  const head = `${frame("┌")}${shown}${painted} ${frame(`${rule}┐`)}`;
  const row = (text: string) => `${frame("│")} ${padded(text, inner)} ${frame("│")}`;
  const cut = unreached.length === 0 ? "" : chalk.red(oneLine(`✗→ ${unreached.join(" ")}`, inner));
  const body =
    lane === undefined
      ? ["", "", "", "", cut]
      : [
          colourOf(lane.epoch)(`${epoch} ${lane.epoch}`),
          oneLine(lane.fact, inner),
          patience(lane, inner),
          logText(lane.log, lane.committed, inner),
          cut,
        ];
  const count = lane === undefined ? "" : ` ${lane.committed} of ${lane.log.length} `;
  const base = frame(`└─${count}${"─".repeat(Math.max(0, width - 3 - count.length))}┘`);
  return [head, ...body.map(row), base];
}

function patience({ patience: waits }: Lane, columns: number): string {
  if (waits === undefined) return "";
  const full = Math.ceil((Math.max(0, waits.left) / waits.of) * columns);
  const bar = "█".repeat(full) + "░".repeat(columns - full);
  return full * 4 <= columns ? chalk.red(bar) : chalk.dim(bar);
}

/** As many of the last entries as `columns` have room for. */
export function logText(log: readonly Cell[], committed: number, columns: number): string {
  for (let from = 0; from <= log.length; from++) {
    const text = cells(log.slice(from), from, committed);
    const whole = from === 0 ? text : `…${text}`;
    if (widthOf([whole]) <= columns) return whole;
  }
  return "…";
}

function cells(log: readonly Cell[], from: number, committed: number): string {
  const text = log.map(({ text: value, epoch }, i) => {
    const cell = `${epoch}${value}`;
    const isCommitted = from + i < committed;
    const mark = from + i === committed ? "│" : i === 0 ? "" : " ";
    return mark + (isCommitted ? colourOf(epoch).bold(cell) : colourOf(epoch)(cell));
  });
  return text.join("");
}

/** Draws one arrow into a row of characters: its label at the sender, then as much of a line as it has come. */
function draw(row: string[], from: number, to: number, part: number, flight: Flight): void {
  const isRight = from < to;
  const paint = flight.lostAt === undefined ? chalk.cyan : chalk.red;
  // It leaves room for those that come to the same machine from the other side.
  const length = Math.abs(to - from) - 1;
  const label = oneLine(flight.text.split(" · ")[0]!, length - 4);
  const free = length - label.length - 3;
  const come = Math.max(0, Math.min(free - 1, Math.floor(part * free)));
  const rest = flight.lostAt === undefined ? "·" : " ";
  const head = flight.lostAt !== undefined ? "✗" : isRight ? "▶" : "◀";
  const name = isRight ? label : [...label].reverse().join("");
  const cells = `${isRight ? "├" : "┤"} ${name} ${"─".repeat(come)}${head}`;
  const all = [...cells.padEnd(length, rest)].slice(0, length);
  for (const [i, character] of all.entries()) {
    row[isRight ? from + 1 + i : from - 1 - i] = /[─·]/.test(character)
      ? chalk.dim(character)
      : paint(character);
  }
}
