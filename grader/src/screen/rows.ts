/**
 * Labelled rows, the body of a failure:
 *
 *     fed        "*2\r\n$4\r\nEC"  |  "HO\r\n"        a label, then its value, folded where it is long
 *     expected   ["ECHO", ""]
 *
 * and two blocks side by side, or one above the other where the terminal is too narrow.
 */
import chalk from "chalk";
import { folded, padded, widthOf, wrapped } from "./text.ts";

export interface Row {
  readonly label: string;
  readonly text: string;
  /** Wrapped between words; a value is folded where the line ends. */
  readonly isProse?: boolean;
  readonly colour?: (text: string) => string;
}

const same = (text: string) => text;

/** Rows with one column of labels. A value of several lines keeps its column. */
export function rowLines(rows: readonly Row[], indent: string, columns: number): string[] {
  const labels = Math.min(18, widthOf(rows.map((row) => row.label)));
  return rows.flatMap(({ label, text, isProse, colour = same }) => {
    const room = columns - indent.length - labels - 3;
    const lines = isProse === true ? wrapped(text, room) : folded(text, room);
    const isNarrow = text.includes("\n") && widthOf(text.split("\n")) > room;
    if (isNarrow) return block(label, text, colour, indent, columns);
    return lines.map((line, index) => {
      const head = index === 0 ? chalk.dim(padded(label, labels)) : " ".repeat(labels);
      return `${indent}${head}   ${colour(line)}`;
    });
  });
}

/** Expected and got: beside each other where both are of several lines and fit, else as rows. */
export function comparedLines(
  expected: Row,
  actual: Row,
  indent: string,
  columns: number,
): string[] | undefined {
  const left = expected.text.split("\n");
  const right = actual.text.split("\n");
  if (left.length + right.length < 4) return undefined;
  const width = Math.max(widthOf(left), expected.label.length);
  if (indent.length + width + 3 + widthOf(right) > columns) return undefined;
  const lines = [
    `${indent}${chalk.dim(padded(expected.label, width))}   ${chalk.dim(actual.label)}`,
  ];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const one = (expected.colour ?? same)(padded(left[index] ?? "", width));
    const two = (actual.colour ?? same)(right[index] ?? "");
    lines.push(`${indent}${one}   ${two}`.trimEnd());
  }
  return lines;
}

function block(
  label: string,
  text: string,
  colour: (text: string) => string,
  indent: string,
  columns: number,
): string[] {
  const inner = `${indent}  `;
  const lines = folded(text, columns - inner.length).map((line) => `${inner}${colour(line)}`);
  return [`${indent}${chalk.dim(label)}`, ...lines];
}
