/**
 * The last events of a run, for the terminal.
 *
 *       410   3051 ms  a → b  #93 append 4:put x, after 3
 *       411   3060 ms  b      is follower 3
 *       412   3060 ms  a → b  got #93 append 4:put x, after 3
 *     ✗ 412   3060 ms  log-matching: a and b differ at entry 3
 *
 * A line is 80 columns at most: a message that says more is cut. The law that was broken comes last
 * and whole, on as many lines as it takes.
 */
import type { SimEvent } from "@labs/machine/sim";
import { oneLine, padded, widthOf, wrapped } from "../screen/text.ts";
import type { RunPicture } from "./run.ts";
import { sendsOf, wordsOf } from "./words.ts";

const COLUMNS = 80;
const WHERE_COLUMNS_MAX = 20;

/**
 * The last `count` events and the law that was broken, as lines without colours; control characters
 * are escaped.
 */
export function lastEvents(run: RunPicture, count: number): readonly string[] {
  const violation = run.events.findLast((event) => event.kind === "violation");
  const end = violation === undefined ? run.events.length : run.events.lastIndexOf(violation);
  const start = Math.max(0, end - Math.max(0, count));
  const findSend = sendsOf(run.events);
  const rows = run.events.slice(start, end).map((event, index) => ({
    when: whenOf(run, event, start + index),
    ...wordsOf(event, findSend),
  }));
  const law = violation === undefined ? undefined : whenOf(run, violation, end - 1);
  const widths = columnsOf([...rows.map(({ when }) => when), ...(law === undefined ? [] : [law])]);
  const whereColumns = Math.min(WHERE_COLUMNS_MAX, widthOf(rows.map(({ where }) => where)));
  const lines = rows.map(({ when, where, what }) => {
    const place = padded(oneLine(where, WHERE_COLUMNS_MAX), whereColumns);
    const head = `  ${whenText(when, widths)}  ${place}  `;
    return `${head}${oneLine(what, COLUMNS - widthOf([head]))}`.trimEnd();
  });
  if (violation === undefined || law === undefined) return lines;
  const { what } = wordsOf(violation, findSend);
  return [...lines, ...hanging(`✗ ${whenText(law, widths)}  `, what)];
}

interface When {
  readonly number: string;
  readonly at: string;
}

function whenOf(run: RunPicture, event: SimEvent, index: number): When {
  return { number: String((run.dropped ?? 0) + index + 1), at: String(Math.round(event.at)) };
}

function columnsOf(whens: readonly When[]): readonly [number, number] {
  return [widthOf(whens.map(({ number }) => number)), widthOf(whens.map(({ at }) => at))];
}

function whenText({ number, at }: When, [numbers, times]: readonly [number, number]): string {
  return `${number.padStart(numbers)}  ${at.padStart(times)} ms`;
}

function hanging(head: string, text: string): string[] {
  const indent = widthOf([head]);
  return wrapped(oneLine(text, Number.POSITIVE_INFINITY), COLUMNS - indent).map((line, index) =>
    index === 0 ? `${head}${line}` : `${" ".repeat(indent)}${line}`,
  );
}
