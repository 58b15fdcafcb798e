/**
 * A transcript: what was typed, and what came.
 *
 *   ```console
 *   $ npm run serve db-01 reference port 7001 &
 *   listening on 127.0.0.1:7001
 *   $ node -e '
 *   console.log("a command goes on until bash has all of it")
 *   '
 *   a command goes on until bash has all of it
 *   ```
 *
 * A line that begins with `$ ` is a command; the lines after it are its output, up to the next
 * command.
 *
 * Two outputs are the same when they are after `normalised`, which takes out what differs from run
 * to run: colours, times, rates, dates, seeds, process ids, ports that the system chose, version
 * numbers, and how many blanks align a column. All else must be printed again as it stands.
 *
 * Left out: commands that ask something back. Nothing is typed into a command; its input is empty.
 */
import { spawnSync } from "node:child_process";

/** One command and its output, as a document shows it or as it ran. */
export interface Exchange {
  /** As bash reads it: several lines where the transcript has several. */
  readonly command: string;
  /** Lines joined by "\n", without a last newline; empty where nothing was printed. */
  readonly output: string;
  /** Lines from the fence's first to the command's, from 0. */
  readonly offset: number;
  /** The command's own lines, as they stand in the document. */
  readonly typed: string;
}

/**
 * Reads the content of a ```console fence. What stands before the first command is an exchange
 * without one.
 */
export function exchangesOf(content: string): readonly Exchange[] {
  const lines = content.replace(/\n$/, "").split("\n");
  const exchanges: { command: string; output: string[]; offset: number; typed: string }[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (!line.startsWith("$ ")) {
      if (exchanges.length === 0) exchanges.push({ command: "", output: [], offset: 0, typed: "" });
      exchanges.at(-1)!.output.push(line);
      continue;
    }
    const offset = at;
    let command = line.slice(2);
    while (at + 1 < lines.length && isUnfinished(command)) {
      command += `\n${lines[++at]!.replace(/^> /, "")}`;
    }
    const typed = lines.slice(offset, at + 1).join("\n");
    exchanges.push({ command, output: [], offset, typed });
  }
  return exchanges.map((exchange) => ({ ...exchange, output: exchange.output.join("\n") }));
}

/** The content of a fence that shows these exchanges. */
export function contentOf(exchanges: readonly Pick<Exchange, "typed" | "output">[]): string {
  const lines = exchanges.flatMap(({ typed, output }) =>
    output === "" ? [typed] : [typed, output],
  );
  return `${lines.join("\n")}\n`;
}

/**
 * Bash itself says whether it waits for more: an open quote, a here-document, a line that ends in a
 * backslash.
 */
function isUnfinished(command: string): boolean {
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(command)) return true;
  const { stderr } = spawnSync("bash", ["-n"], { input: `${command}\n`, encoding: "utf8" });
  return /unexpected end of file|unexpected EOF|delimited by end-of-file/.test(stderr);
}

/**
 * What a terminal would show of raw output: no colours, of a line rewritten in place the last, no
 * blank ends.
 */
export function shown(raw: string): string {
  return raw
    .replace(/\u001b\[[0-9;?]*[A-Za-z]/g, "")
    .split("\n")
    .map((line) =>
      line
        .replace(/\r+$/, "")
        .replace(/^[^\n]*\r/, "")
        .trimEnd(),
    )
    .join("\n")
    .replace(/^\n+|\n+$/g, "");
}

/** What may differ between two runs, in the order in which it is taken out. */
const VARYING: readonly (readonly [RegExp, string])[] = [
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?/g, "<date>"],
  [/\b\d\d:\d\d:\d\d(?:\.\d+)?/g, "<date>"],
  [/\b(seeds?) \d+/g, "$1 <seed>"],
  [/(?<![\d.])v?\d+\.\d+\.\d+(?![\d.])/g, "<version>"],
  [/\b[\d,]+(?:\.\d+)? requests per second/g, "<rate> requests per second"],
  [/(?<![\w.])[\d,]*\.?\d+\s?(?:msec|milliseconds|seconds|ms|µs|us|s|min)\b/g, "<time>"],
  [/:(?:3[2-9]|[45]\d|6[0-5])\d{3}\b/g, ":<port>"],
  [/\b(pid:?|\[\d+\]) \d+/g, "$1 <pid>"],
  [/ {2,}/g, " "],
];

/** The output with everything taken out that differs from run to run. */
export function normalised(output: string): string {
  return VARYING.reduce((text, [what, mark]) => text.replace(what, mark), shown(output))
    .split("\n")
    .map((line) => line.trim())
    .join("\n");
}
