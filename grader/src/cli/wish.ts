/**
 * From a command's words to what is graded on what: `reference`, and `on mine|reference|db-07=mine`; and from what is
 * in use from command to command.
 *
 * Words are held against the labs before anything runs: a lab that is not stood on, or a reference that this edition
 * does not have, is a UsageError.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import chalk from "chalk";
import { type InUse, readInUse, whoseOf } from "../in-use.ts";
import type { Lab } from "../manifest.ts";
import type { Progress } from "../progress.ts";
import type { Terminal } from "../screen/terminal.ts";
import { printable, wrapped } from "../screen/text.ts";
import {
  dependenciesOf,
  type Selection,
  type SelectionWish,
  select,
  type Whose,
} from "../selection.ts";
import { standingOf } from "../standing.ts";
import { type Invocation, UsageError } from "./command.ts";
import { didYouMean } from "./nearest.ts";
import { findLab } from "./resolve.ts";

/** What the words ask for, held against the labs that are graded; and what is in use. @throws UsageError */
export function wishOf(
  invocation: Invocation,
  graded: readonly Lab[],
  inUse: InUse = new Map(),
): SelectionWish {
  const { options, labs } = invocation;
  const words = (options.on ?? []) as readonly string[];
  const each = new Map<string, Whose>();
  let all: Whose | undefined;
  for (const word of words) {
    const [first = "", second] = word.split("=");
    const whose = whoseOf(second ?? first);
    if (whose === undefined) {
      const near = didYouMean(second ?? first, ["mine", "reference"]);
      throw new UsageError(
        `on takes mine, reference or db-NN=mine, and "${word}" is none of them.${near}`,
      );
    }
    if (second === undefined) all = whose;
    else each.set(checkedDependency(findLab(labs, first), labs, graded), whose);
  }
  for (const lab of options.reference === true ? graded : []) checkReference(lab);
  return {
    reference: options.reference === true,
    each,
    inUse,
    ...(all === undefined ? {} : { all }),
  };
}

/** What is in use; what of its file does not count is said on the terminal. */
export function inUseOf(
  { root, labs }: Pick<Invocation, "root" | "labs">,
  terminal: Terminal,
): InUse {
  const { inUse, problems } = readInUse(root, labs);
  for (const problem of problems) {
    const lines = wrapped(printable(problem), terminal.columns);
    terminal.print(lines.map((line) => chalk.yellow(line)));
  }
  return inUse;
}

function checkedDependency(lab: Lab, labs: readonly Lab[], graded: readonly Lab[]): string {
  const standsOn = graded.flatMap((each) => dependenciesOf(each, labs));
  if (standsOn.includes(lab)) return lab.id;
  const names = graded.map((each) => each.id).join(", ");
  const others = [...new Set(standsOn.map((each) => each.id))].join(", ");
  throw new UsageError(`${names} does not stand on ${lab.id}, but on ${others || "no lab"}.`);
}

function checkReference(lab: Lab): void {
  if (existsSync(join(lab.path, "reference"))) return;
  throw new UsageError(`This edition of the course has no reference of ${lab.id}.`);
}

/** The selection for one lab, by the wish and what has passed. */
export function selectionFor(
  lab: Lab,
  labs: readonly Lab[],
  wish: SelectionWish,
  progress: Progress,
): Selection {
  return select(lab, labs, wish, (each) => standingOf(each, progress).isGreen);
}

/** The words of the wish again, for a command that replays. */
export function wordsOf(invocation: Invocation): string {
  const { options } = invocation;
  const on = ((options.on ?? []) as readonly string[]).map((word) => ` on ${word}`).join("");
  return `${options.reference === true ? " reference" : ""}${on}`;
}
