/**
 * The mutants of a lab, read from their files and held against the reference.
 *
 *   labs/<lab>/mutants/<name>.ts   export const mutant = { … } satisfies Mutant
 *
 * A mutant is well-formed when its step exists and its `find` stands exactly once in its file of
 * `reference/`. A lab has two or more for every step but the last, and ten or more in all.
 *
 * Left out: whether the tests kill them; that is run, by `npm run mutants`.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import type { Lab } from "../grader/src/manifest.ts";
import type { Mutant } from "../grader/src/mutant.ts";
import type { Edit } from "../grader/src/run/grader.ts";
import type { Problem } from "./problem.ts";

/** A mutant with the name of its file, without the ending. */
export interface NamedMutant extends Mutant {
  readonly name: string;
}

/** What stands in `mutants/`. */
export interface Mutants {
  /** The well-formed ones, by name. */
  readonly mutants: readonly NamedMutant[];
  readonly problems: readonly Problem[];
}

const LAB_MIN = 10;
const STEP_MIN = 2;

const text = z.string().min(1);
const mutantSchema: z.ZodType<Mutant> = z.strictObject({
  title: text,
  story: text,
  step: text,
  file: text,
  find: text,
  replace: z.string(),
});

/** The names of their files without the ending, sorted. */
export function mutantNames(lab: Lab): readonly string[] {
  const folder = join(lab.path, "mutants");
  return (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.slice(0, -".ts".length))
    .sort();
}

/** Reads them all, by importing each file. */
export async function readMutants(lab: Lab): Promise<Mutants> {
  const folder = join(lab.path, "mutants");
  const mutants: NamedMutant[] = [];
  const problems: Problem[] = [];
  for (const name of mutantNames(lab)) {
    const file = `labs/${lab.folder}/mutants/${name}.ts`;
    const mutant = await readMutant(join(folder, `${name}.ts`));
    const message = typeof mutant === "string" ? mutant : mutantFault(lab, mutant);
    if (message !== undefined) problems.push({ file, message });
    else if (typeof mutant !== "string") mutants.push({ ...mutant, name });
  }
  return { mutants, problems: [...problems, ...countProblems(lab, mutants)] };
}

/** The edit that makes the mutant. */
export function editOf({ file, find, replace }: Mutant): Edit {
  return { file: `reference/${file}`, find, replace };
}

/** Why the mutant cannot be made, where it cannot. */
export function mutantFault(lab: Lab, mutant: Mutant): string | undefined {
  if (!lab.steps.some((step) => step.id === mutant.step)) {
    const ids = lab.steps.map(({ id }) => id).join(", ");
    return `step: ${lab.id} has no step ${mutant.step}; it has ${ids}`;
  }
  const path = join(lab.path, "reference", mutant.file);
  if (!existsSync(path)) return `file: there is no reference/${mutant.file}`;
  const times = readFileSync(path, "utf8").split(mutant.find).length - 1;
  if (times !== 1) return `find: stands ${times} times in reference/${mutant.file}, and must once`;
  return mutant.find === mutant.replace ? "replace: is the same as find" : undefined;
}

async function readMutant(path: string): Promise<Mutant | string> {
  try {
    const module = (await import(pathToFileURL(path).href)) as { mutant?: unknown };
    const parsed = mutantSchema.safeParse(module.mutant);
    if (parsed.success) return parsed.data;
    return parsed.error.issues
      .map((issue) => `${issue.path.join(".")}: ${issue.message}`)
      .join("; ");
  } catch (error) {
    return `cannot be loaded: ${(error as Error).message}`;
  }
}

function countProblems(lab: Lab, mutants: readonly Mutant[]): readonly Problem[] {
  const file = `labs/${lab.folder}/mutants`;
  const few = lab.steps.slice(0, -1).flatMap(({ id }) => {
    const count = mutants.filter((mutant) => mutant.step === id).length;
    const message = `the step ${id} has ${count} mutants; ${STEP_MIN} or more`;
    return count < STEP_MIN ? { file, message } : [];
  });
  if (mutants.length >= LAB_MIN) return few;
  return [...few, { file, message: `has ${mutants.length} mutants; ${LAB_MIN} or more` }];
}
