/**
 * `npm run progress html [FILE]`: where a learner stands, as a page in one file, to look at or to publish.
 *
 * It is of the moment in which it was written, only to be read, and asks the network for nothing. An older page is
 * replaced whole. FILE ends in .html, so that no slip of the fingers replaces anything else.
 */
import { mkdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import chalk from "chalk";
import writeFileAtomic from "write-file-atomic";
import { readDashboard } from "../dashboard/data.ts";
import { dashboardPage } from "../dashboard/html.ts";
import { Terminal } from "../screen/terminal.ts";
import { printable, wrapped } from "../screen/text.ts";
import { type Invocation, type Run, UsageError } from "./command.ts";
import { placed } from "./place.ts";

export const progressPage: Run = async ({ root, labs, named, options }) => {
  if (named.length > 0) {
    throw new UsageError("The page is of all labs: npm run progress html [FILE], without a lab.");
  }
  const file = fileOf(root, options.html);
  const data = await readDashboard(root, labs, new Date());
  // Notes name files of this machine: they are for the terminal.
  const page = dashboardPage({ ...data, notes: [] });
  try {
    mkdirSync(dirname(file), { recursive: true });
    await writeFileAtomic(file, page);
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${printable((error as Error).message, 1)}`);
  }
  const terminal = new Terminal();
  const { columns } = terminal;
  for (const note of data.notes) terminal.print(chalk.yellow(note));
  terminal.print([
    shown(root, file),
    ...wrapped("One file, only to be read, and it asks the network for nothing.", columns),
    ...wrapped(
      "It says what you did until now, what fails, and on which days you worked: look at it before you publish it.",
      columns,
    ),
  ]);
  return 0;
};

function fileOf(root: string, word: Invocation["options"][string] | undefined): string {
  if (typeof word !== "string") return join(root, ".labs", "progress.html");
  if (/\.html?$/i.test(word)) return placed(word);
  throw new UsageError(
    `"${word}" does not end in .html: npm run progress html FILE writes a page, as in\n` +
      "npm run progress html progress.html",
  );
}

/** From the root where it is below it. */
function shown(root: string, file: string): string {
  const path = relative(root, file);
  return path.startsWith("..") ? file : path;
}
