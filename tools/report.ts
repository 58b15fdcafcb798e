/**
 * The lines that authors' commands print.
 *
 *   ● types of src                                   0.4 s
 *   ✗ documents                                      1.2 s
 *     labs/db-01-resp/steps/02-decode.md:57: …
 *
 * One mark, one name, one time; what is wrong stands below, indented. The mark says all that its
 * colour says.
 *
 * Left out: live regions. These commands run in CI as often as on a terminal.
 */
import chalk from "chalk";
import { type Findings, problemLine } from "./problem.ts";

const NAME_WIDTH = 52;
const SHOWN_MAX = 20;

/** How something went. `open` is neither: it was not looked at. */
export type Mark = "good" | "bad" | "open";

const MARKS: Readonly<Record<Mark, string>> = {
  good: chalk.green("●"),
  bad: chalk.red("✗"),
  open: chalk.dim("·"),
};

/** What `sayBadAgain` repeats: each heading's lines that were bad. */
const bad: { readonly heading: string; readonly lines: string[] }[] = [];

/** Prints what the lines after it are about. */
export function sayHeading(heading: string): void {
  console.log(`\n${heading}\n`);
  bad.push({ heading, lines: [] });
}

/**
 * Prints one line, and below it why.
 *
 * @param milliseconds left out where a time says nothing
 */
export function say(mark: Mark, text: string, milliseconds?: number, why?: string): void {
  const time =
    milliseconds === undefined ? "" : chalk.dim(`  ${(milliseconds / 1000).toFixed(1)} s`);
  const lines = [
    `  ${MARKS[mark]} ${milliseconds === undefined ? text : text.padEnd(NAME_WIDTH)}${time}`,
    ...(why === undefined ? [] : [`      ${why}`]),
  ];
  for (const line of lines) console.log(line);
  if (mark === "bad") bad.at(-1)?.lines.push(...lines);
}

/**
 * Prints what was found, indented: the first twenty problems, how many more there are, and the
 * notes. The problems belong to what was said last.
 */
export function sayFindings({ problems, notes }: Findings): void {
  const lines = problems.slice(0, SHOWN_MAX).map((problem) => `    ${problemLine(problem)}`);
  const more = problems.length - SHOWN_MAX;
  if (more > 0) lines.push(`    … and ${more} more`);
  for (const line of lines) console.log(line);
  bad.at(-1)?.lines.push(...lines);
  for (const note of notes) console.log(chalk.dim(`    ${note}`));
}

/** Prints once more all that was bad, under its headings: thousands of lines may stand between. */
export function sayBadAgain(): void {
  const found = bad.filter(({ lines }) => lines.length > 0);
  if (found.length === 0) return;
  console.log("\nnot in order");
  for (const { heading, lines } of found) console.log([`\n${heading}\n`, ...lines].join("\n"));
}
