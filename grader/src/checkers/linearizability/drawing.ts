/**
 * An explanation as text, for a terminal.
 *
 *     key x is not linearizable
 *
 *       a  |1 put x 1|                          a bar from call to return, numbered as in the first order
 *       b             |2 put x 2|
 *       c                 | put x 3 · · · · ·   open: no answer came
 *       d                        |✗ get x -> 1|
 *
 * A column is not a time: calls and returns stand in their order, as wide apart as the texts need. What is too early
 * to fit is left out, and counted.
 *
 * Left out: colours; texts that take two columns a character.
 */
import {
  type Explanation,
  type PartialOrder,
  type ShownOperation,
  withOutput,
} from "./explanation.ts";

const COLUMNS = 80;
const PENDING_MOST = 6;
const LABEL_MOST = 30;
const CLIENT_MOST = 12;
const ORDER_MOST = 6;
const INDENT = "  ";

/** An operation with its text, before it has columns. */
interface Bar {
  readonly operation: ShownOperation;
  readonly label: string;
}

/** From the column of its left end to that of its right one. */
interface Placed extends Bar {
  readonly from: number;
  readonly to: number;
}

/** Draws `explanation` in lines of at most `columns`, which should be 40 or more. */
export function drawExplanation(explanation: Explanation, columns: number = COLUMNS): string {
  const { operations, orders, part } = explanation;
  const kept = new Set(fitting(explanation, columns));
  const bars = operations.map((operation, at) => ({
    operation,
    label: labelOf(operation, at, explanation, kept),
  }));
  const shown = [...kept].sort((a, b) => a - b).map((at) => bars[at]!);
  const omitted = operations.length - kept.size;
  return [
    `${part === undefined ? "The history" : `Part ${part}`} is not linearizable`,
    "",
    ...(omitted > 0 ? [`${INDENT}… and ${omitted} operations before or beside these`] : []),
    ...rows(place(shown)),
    "",
    ...wrapped(`✗ ${explanation.reason}`, columns),
    ...orders.flatMap((order, at) => wrapped(orderText(explanation, order, at), columns)),
  ].join("\n");
}

/** Which operations are drawn: the latest that fit, and always the misplaced and the last one. */
function fitting(explanation: Explanation, columns: number): readonly number[] {
  const { operations, misplaced, last } = explanation;
  const places = [...operations.keys()];
  const pending = places.filter((at) => operations[at]!.returnedAt === undefined);
  const completed = places
    .filter((at) => operations[at]!.returnedAt !== undefined && at !== misplaced && at !== last)
    .sort((a, b) => operations[b]!.returnedAt! - operations[a]!.returnedAt! || b - a);
  let kept = [...new Set([misplaced, last])];
  for (const at of [...completed, ...pending.slice(-PENDING_MOST)]) {
    const candidate = [...kept, at].sort((a, b) => a - b);
    // A number takes at most three columns beside the text.
    const bars = candidate.map((each) => ({
      operation: operations[each]!,
      label: `123 ${textOf(operations[each]!)}`,
    }));
    const isFitting = Math.max(...rows(place(bars)).map((row) => row.length)) <= columns;
    if (!isFitting && operations[at]!.returnedAt !== undefined) break;
    if (isFitting) kept = candidate;
  }
  return kept;
}

function textOf({ input, output }: ShownOperation): string {
  return cut(withOutput(input, output), LABEL_MOST);
}

/** Numbered by the first order, among those that are drawn. */
function labelOf(
  operation: ShownOperation,
  at: number,
  { orders, misplaced }: Explanation,
  kept: ReadonlySet<number>,
): string {
  const order = orders[0]?.order.filter((each) => kept.has(each)) ?? [];
  const number = order.indexOf(at) + 1;
  const mark = at === misplaced ? "✗" : number > 0 ? String(number) : "";
  return `${mark} ${textOf(operation)}`;
}

/** Gives calls and returns their columns, in order; a call stands before a return of the same time. */
function place(bars: readonly Bar[]): readonly Placed[] {
  const ends = bars.flatMap(({ operation: { calledAt, returnedAt } }, bar) => [
    { bar, time: calledAt, isReturn: false },
    ...(returnedAt === undefined ? [] : [{ bar, time: returnedAt, isReturn: true }]),
  ]);
  ends.sort((a, b) => a.time - b.time || Number(a.isReturn) - Number(b.isReturn) || a.bar - b.bar);
  const from: number[] = [];
  const to: number[] = [];
  let column = -1;
  for (const [at, { bar, time, isReturn }] of ends.entries()) {
    const before = ends[at - 1];
    const isBeside = before?.time === time && before.isReturn === isReturn;
    if (!isBeside) column++;
    if (isReturn) column = Math.max(column, from[bar]! + bars[bar]!.label.length + 1);
    (isReturn ? to : from)[bar] = column;
  }
  const open = bars.map(({ label }, bar) => from[bar]! + label.length + 3);
  const end = Math.max(column, ...open.filter((_, bar) => to[bar] === undefined));
  return bars.map((bar, at) => ({ ...bar, from: from[at]!, to: to[at] ?? end }));
}

/** A row for each client, and one more wherever it went on behind an operation without an answer. */
function rows(placed: readonly Placed[]): readonly string[] {
  const clients = [...new Set(placed.map(({ operation }) => operation.client))].sort();
  const width = Math.min(CLIENT_MOST, Math.max(...clients.map((client) => client.length)));
  return clients.flatMap((client) => {
    const lanes: string[] = [];
    for (const bar of placed.filter(({ operation }) => operation.client === client)) {
      const free = lanes.findIndex((lane) => lane.length <= bar.from);
      const lane = free === -1 ? lanes.length : free;
      lanes[lane] = (lanes[lane] ?? "").padEnd(bar.from) + drawn(bar);
    }
    return lanes.map((lane, at) => {
      const name = at === 0 ? cut(client, CLIENT_MOST) : "";
      return `${INDENT}${name.padEnd(width)}${INDENT}${lane}`.trimEnd();
    });
  });
}

function drawn({ operation, label, from, to }: Placed): string {
  const room = to - from - 1;
  if (operation.returnedAt !== undefined) return `|${label.padEnd(room, "-")}|`;
  return `|${label}${" ·".repeat(Math.ceil((room + 1 - label.length) / 2))}`.slice(0, room + 2);
}

function orderText(
  { operations }: Explanation,
  { order, state }: PartialOrder,
  at: number,
): string {
  const tail = order.slice(-ORDER_MOST).map((each) => textOf(operations[each]!));
  const names = [...(order.length > ORDER_MOST ? ["…"] : []), ...tail].join(", ");
  const which = at === 0 ? "in the order of the numbers" : "or";
  return `${which}: ${names === "" ? "nothing" : names}; leaves ${state}`;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** Lines of whole words, indented, the second and later ones a little more. */
function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = INDENT;
  for (const word of text.split(" ")) {
    if (line.trim() !== "" && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = `${INDENT}${INDENT}`;
    }
    line += line.trim() === "" ? word : ` ${word}`;
  }
  return [...lines, cut(line, columns)];
}
