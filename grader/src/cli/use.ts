/**
 * `npm run use db-04 reference`: later labs stand on the reference of db-04 from now on; `mine`, on the learner's own,
 * also where it is not green; neither, as it is by default.
 *
 *   npm run use                     what is in use
 *   npm run use db-04 db-07 mine    several at once
 *   npm run use db-04               the undoing
 *
 * No file of the learner's is touched, and db-04 itself is graded as ever. What one command says by `on` still wins.
 */
import chalk from "chalk";
import { type InUse, idsInUse, whoseOf, writeInUse } from "../in-use.ts";
import { hasReferenceToStandOn, type Lab } from "../manifest.ts";
import { type Progress, ProgressStore } from "../progress.ts";
import { Terminal } from "../screen/terminal.ts";
import { padded, printable, widthOf, wrapped } from "../screen/text.ts";
import { dependenciesOf, type Whose } from "../selection.ts";
import { greenSteps, standingOf } from "../standing.ts";
import { type Invocation, type Run, UsageError } from "./command.ts";
import { didYouMean } from "./nearest.ts";
import { findLab } from "./resolve.ts";
import { inUseOf } from "./wish.ts";

export const run: Run = async (invocation) => {
  const terminal = new Terminal();
  const { root, labs, rest } = invocation;
  const store = new ProgressStore(root, { warn: (message) => terminal.print(message) });
  if (rest.length === 0) {
    const inUse = inUseOf(invocation, terminal);
    terminal.print(listLines(labs, inUse, await store.read(), terminal.columns));
    return 0;
  }
  const { ids, whose } = understood(invocation);
  const named = labs.filter((lab) => ids.includes(lab.id));
  if (whose === "reference") named.forEach(checkReference);
  const before = known(root);
  await writeInUse(root, ids, whose).catch((error: Error) => {
    throw new UsageError(`.labs/use.json cannot be written: ${printable(error.message, 3)}`);
  });
  const progress = await store.read();
  const said = ids.map((id) => {
    const lab = labs.find((each) => each.id === id);
    if (lab === undefined) return `${id} is taken out of .labs/use.json.`;
    if (whose !== undefined) return usedText(lab, labs, whose, progress);
    return undoneText(lab, before.includes(id), progress);
  });
  terminal.print(said.flatMap((text) => wrapped(text, terminal.columns)));
  if (whose !== undefined) {
    terminal.print(`To undo it: npm run use ${ids.join(" ")}`);
  }
  return 0;
};

/** Labs, then whose code, in this order or as `db-04=mine`. @throws UsageError */
function understood({ root, labs, rest }: Invocation): {
  readonly ids: readonly string[];
  readonly whose: Whose | undefined;
} {
  const words = rest.flatMap((word) => word.split("=")).filter((word) => word !== "");
  const last = words.length > 1 ? words.at(-1)! : "";
  const whose = whoseOf(last);
  const named = whose === undefined ? words : words.slice(0, -1);
  const stray = named.find((word) => whoseOf(word) !== undefined);
  if (stray !== undefined) {
    throw new UsageError(`Name the labs first, then ${stray}: npm run use db-04 ${stray}`);
  }
  // A slip in "reference" is no name of a lab.
  const near = didYouMean(last, ["mine", "reference"]);
  const isLab = (word: string) => {
    try {
      return findLab(labs, word) !== undefined;
    } catch {
      return false;
    }
  };
  if (whose === undefined && near !== "" && !isLab(last)) {
    throw new UsageError(`use takes mine or reference, and "${last}" is neither.${near}`);
  }
  const strangers = whose === undefined ? known(root) : [];
  const ids = named.map((word) =>
    strangers.includes(word) && !isLab(word) ? word : findLab(labs, word).id,
  );
  return { ids: [...new Set(ids)], whose };
}

function known(root: string): readonly string[] {
  try {
    return idsInUse(root);
  } catch (error) {
    throw new UsageError(`${printable((error as Error).message, 3)} Nothing was changed.`);
  }
}

function checkReference(lab: Lab): void {
  if (hasReferenceToStandOn(lab)) return;
  throw new UsageError(
    `This edition has no reference of ${lab.id} to stand on; nothing was changed.`,
  );
}

function usedText(lab: Lab, labs: readonly Lab[], whose: Whose, progress: Progress): string {
  const later = labs.filter((each) => dependenciesOf(each, labs).includes(lab));
  const ids = later.map(({ id }) => id).join(", ");
  const on = whose === "reference" ? `the reference of ${lab.id}` : `your own ${lab.id}`;
  if (later.length === 0) return `Kept, though no lab of this tree stands on ${lab.id} yet.`;
  const standing = standingOf(lab, progress);
  const doubt =
    whose === "yours" && !standing.isGreen
      ? ` Not all of it is green (${greenSteps(standing)}): what fails in it may fail in them.`
      : "";
  const untouched =
    whose === "reference"
      ? ` What you wrote is not touched, and npm run grade ${lab.id} grades it as ever.`
      : "";
  return `From now on ${ids} ${later.length === 1 ? "stands" : "stand"} on ${on}.${doubt}${untouched}`;
}

function undoneText(lab: Lab, wasInUse: boolean, progress: Progress): string {
  const head = wasInUse
    ? `${lab.id} is as it is by default again`
    : `${lab.id} was not in use; nothing changes`;
  const { isGreen } = standingOf(lab, progress);
  const now = isGreen
    ? "on your own, because all of it is green"
    : "on the reference, until all of yours is green";
  return `${head}: later labs stand ${now}.`;
}

function listLines(
  labs: readonly Lab[],
  inUse: InUse,
  progress: Progress,
  columns: number,
): readonly string[] {
  const used = labs.filter((lab) => inUse.has(lab.id));
  if (used.length === 0) {
    return [
      ...wrapped(
        "Nothing is in use: later labs stand on your own code where all of its lab is green, else on the reference.",
        columns,
      ),
      "To choose: npm run use db-01 reference, or npm run use db-01 mine",
    ];
  }
  const names = used.map((lab) => `${lab.id} ${lab.title}`);
  const rows = used.map((lab, index) => {
    const own = greenSteps(standingOf(lab, progress));
    const whose = inUse.get(lab.id) === "reference" ? "the reference" : `your own, ${own} green`;
    return `  ${padded(names[index]!, widthOf(names))}   ${whose}`;
  });
  return [
    chalk.bold("By use, whatever is green, later labs stand on"),
    ...rows,
    `As it is by default: npm run use ${used[0]!.id}`,
  ];
}
