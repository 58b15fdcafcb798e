/**
 * The bugs of a lab: its mutants, as learners know them, by number.
 *
 * Left out of what they see until a bug is caught: its title, its story and its place. The number and the step are all.
 */
import { dirname, join } from "node:path";
import { codeDigest, textsDigest } from "../digest.ts";
import { hasReference, type Lab, type Step } from "../manifest.ts";
import type { Mutant } from "../mutant.ts";
import { NUMBERS_FILE, readNumbers } from "../mutant-numbers.ts";
import type { Edit } from "../run/grader.ts";
import { dependenciesOf } from "../selection.ts";

export interface Bug {
  readonly number: number;
  readonly mutant: Mutant;
  readonly step: Step;
  readonly edit: Edit;
  /** Of the edit, the reference, and all that runs them: a test that caught it once catches it again while they are the same. */
  readonly digest: string;
}

/** The bugs by number; none where the tree has no reference or no mutants. @throws Error where their numbers cannot be read */
export async function readBugs(
  root: string,
  labs: readonly Lab[],
  lab: Lab,
): Promise<readonly Bug[]> {
  if (!hasReference(lab)) return [];
  const { readMutants, editOf } = await import("../../../tools/mutant-files.ts");
  const { mutants } = await readMutants(lab);
  const numbers = numbersOf(lab);
  const course = courseDigest(root, labs, lab);
  return mutants
    .flatMap((mutant): Bug[] => {
      const number = numbers.get(mutant.name);
      const step = lab.steps.find(({ id }) => id === mutant.step);
      if (number === undefined || step === undefined) return [];
      const { file, find, replace } = mutant;
      const digest = textsDigest([course, file, find, replace]);
      return [{ number, mutant, step, edit: editOf(mutant), digest }];
    })
    .sort((a, b) => a.number - b.number);
}

function numbersOf(lab: Lab): ReadonlyMap<string, number> {
  try {
    return readNumbers(lab);
  } catch (error) {
    throw new Error(`labs/${lab.folder}/${NUMBERS_FILE}: ${(error as Error).message}`);
  }
}

function courseDigest(root: string, labs: readonly Lab[], lab: Lab): string {
  const grader = dirname(import.meta.dirname);
  return codeDigest([
    ...[lab, ...dependenciesOf(lab, labs)].map(({ path }) => join(path, "reference")),
    join(root, "node_modules/@labs/machine/src"),
    join(grader, "testing"),
    join(grader, "run"),
  ]);
}
