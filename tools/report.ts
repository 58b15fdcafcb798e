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

/** Prints one line. @param milliseconds left out where a time says nothing */
export function say(mark: Mark, text: string, milliseconds?: number): void {
  const time =
    milliseconds === undefined ? "" : chalk.dim(`  ${(milliseconds / 1000).toFixed(1)} s`);
  console.log(
    `  ${MARKS[mark]} ${milliseconds === undefined ? text : text.padEnd(NAME_WIDTH)}${time}`,
  );
}

/**
 * Prints what was found, indented: the first twenty problems, how many more there are, and the
 * notes.
 */
export function sayFindings({ problems, notes }: Findings): void {
  for (const problem of problems.slice(0, SHOWN_MAX)) console.log(`    ${problemLine(problem)}`);
  const more = problems.length - SHOWN_MAX;
  if (more > 0) console.log(`    … and ${more} more`);
  for (const note of notes) console.log(chalk.dim(`    ${note}`));
}
