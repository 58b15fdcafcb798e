/**
 * Help texts, derived from the catalogue: examples first, then the words.
 *
 * `npm run grade help`, `help` anywhere among the words, `--help` and `-h` are the same. Lines are of 80 columns at
 * most, and without colour.
 */
import { commands, typed } from "./catalogue.ts";
import type { CommandSpec } from "./command.ts";

/** The help of one command. */
export function helpOf(spec: CommandSpec): string {
  const examples = spec.examples.map(([words, does]) => [typed(words), does] as const);
  const words = spec.words.map(
    (word) =>
      [word.value === undefined ? word.name : `${word.name} ${word.value}`, word.says] as const,
  );
  const lines = [`${spec.name}: ${spec.says}`, "", ...columns(examples)];
  if (words.length > 0) lines.push("", "Words:", ...columns(words));
  lines.push("", `Usage: ${typed(spec.name)} ${spec.takes}${words.length > 0 ? " [WORD …]" : ""}`);
  if (/LAB/.test(spec.takes)) {
    lines.push("A lab is named by its number, its id or its title: 1, db-01, resp.");
  }
  if (words.length > 0 && spec.name === "grade") {
    lines.push("With dashes, through npx: npx grade db-01 --step 3 --seed 7");
  }
  return lines.join("\n");
}

/** The list of commands. */
export function helpOfAll(): string {
  const list = (forAuthors: boolean) =>
    columns(
      commands
        .filter((spec) => spec.forAuthors === forAuthors)
        .map((spec) => [typed(spec.name), spec.says] as const),
    );
  return [
    "Begin with:",
    "",
    ...columns([
      [typed("grade db-01"), "what you wrote for the first lab, step by step"],
      [typed("progress"), "where you stand"],
    ]),
    "",
    "Commands:",
    ...list(false),
    "",
    "For authors:",
    ...list(true),
    "",
    "More on one of them: npm run grade help",
  ].join("\n");
}

/** Two columns; where the left one is long, the right one begins on a line of its own. */
function columns(rows: readonly (readonly [left: string, right: string])[]): string[] {
  const width = Math.min(40, Math.max(...rows.map(([left]) => left.length)));
  return rows.flatMap(([left, right]) => wrapRight(left, right, width));
}

function wrapRight(left: string, right: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of right.split(" ")) {
    if (line !== "" && 2 + width + 2 + line.length + 1 + word.length > 80) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines.map((text, index) => `  ${(index === 0 ? left : "").padEnd(width)}  ${text}`);
}
