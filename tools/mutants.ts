/**
 * `npm run mutants [LAB …] [only NAME] [auto] [limit N] [seed N]`: shows that the tests reject
 * wrong solutions.
 *
 *   the reference, unedited           must be green; else a kill shows nothing
 *   each of labs/<lab>/mutants/*.ts   must be killed by a test of the step that it names
 *   auto: a sample of small edits     is a figure to watch; survivors are listed, to be explained
 *
 * A few graders stay open for all of them, one for each core. Edits are made in memory, while modules load.
 */
import { randomInt } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type Run, UsageError } from "../grader/src/cli/command.ts";
import { hasReference, type Lab, type Step } from "../grader/src/manifest.ts";
import { openGrader } from "../grader/src/run/engine.ts";
import type { Grader } from "../grader/src/run/grader.ts";
import { wayOf } from "../grader/src/verdict.ts";
import { type Fate, fateOf } from "./judge.ts";
import { editOf, type NamedMutant, readMutants } from "./mutant-files.ts";
import { type Mutation, mutated, mutationsOf, sample } from "./mutator.ts";
import { lineAt } from "./problem.ts";
import { say, sayFindings, sayHeading } from "./report.ts";

const AUTO_LIMIT = 60;
const GRADERS_MAX = 4;
const AUTO_KILLED_MIN = 0.85;

export const run: Run = async ({ root, labs, named, options }) => {
  const chosen = (named.length > 0 ? named : labs).filter(hasReference);
  if (chosen.length === 0) throw new UsageError("mutants needs a reference; this edition has none");
  const seed = typeof options.seed === "string" ? Number(options.seed) : randomInt(2 ** 31 - 1);
  let isGood = true;
  for (const lab of chosen) {
    const grader = openGrader({ root, lab, conditions: ["reference"] });
    try {
      sayHeading(`${lab.id} ${lab.title} · mutants of the reference · seed ${seed}`);
      const bare = await fateOf(grader, lab, seed, {});
      if (bare.kind !== "survived") {
        say("bad", `the reference itself is not green: npm run grade ${lab.id} reference`);
        isGood = false;
      } else if (options.auto === true) await runAuto(grader, lab, seed, options.limit);
      else isGood = (await runStories(root, lab, seed, options.only)) && isGood;
    } finally {
      await grader.close();
    }
  }
  return isGood ? 0 : 1;
};

/** How many mutants were killed as they should be, and how many were not. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Grades each mutant, several at a time, and prints a line for each.
 *
 * @param steps which steps each is put through: all, so that an earlier one that rejects it is found
 * too; or its own alone, which takes a third of the time
 */
export async function killAll(
  root: string,
  lab: Lab,
  seed: number,
  mutants: readonly NamedMutant[],
  steps: "all" | "own",
): Promise<Tally> {
  let passed = 0;
  const left = [...mutants];
  const work = async (): Promise<void> => {
    const grader = openGrader({ root, lab, conditions: ["reference"], stepsAtOnce: 1 });
    try {
      for (let mutant = left.shift(); mutant !== undefined; mutant = left.shift()) {
        const put = steps === "all" ? lab.steps : lab.steps.filter(({ id }) => id === mutant.step);
        if (await isKilled(grader, lab, seed, mutant, put)) passed++;
      }
    } finally {
      await grader.close();
    }
  };
  const workers = Math.min(availableParallelism(), GRADERS_MAX, mutants.length);
  await Promise.all(Array.from({ length: workers }, work));
  return { passed, failed: mutants.length - passed };
}

async function isKilled(
  grader: Grader,
  lab: Lab,
  seed: number,
  mutant: NamedMutant,
  steps: readonly Step[],
): Promise<boolean> {
  const startedAt = performance.now();
  const fate = await fateOf(grader, lab, seed, { edits: [editOf(mutant)] }, steps);
  const fault = faultOf(fate, mutant);
  const milliseconds = performance.now() - startedAt;
  const why = fault ?? verdictLine(fate);
  say(fault === undefined ? "good" : "bad", `${mutant.name}: ${mutant.title}`, milliseconds, why);
  return fault === undefined;
}

async function runStories(root: string, lab: Lab, seed: number, only: unknown): Promise<boolean> {
  const { mutants, problems } = await readMutants(lab);
  const chosen = only === undefined ? mutants : mutants.filter(({ name }) => name === only);
  if (chosen.length === 0 && only !== undefined) {
    const names = mutants.map(({ name }) => name).join(", ");
    throw new UsageError(
      `${lab.id} has no well-formed mutant ${String(only)}; it has ${names || "none"}`,
    );
  }
  const { passed, failed } = await killAll(root, lab, seed, chosen, "all");
  sayFindings({ problems, notes: [] });
  console.log(`\n${passed} of ${passed + failed} killed, each by its own step`);
  return failed === 0 && (only !== undefined || problems.length === 0);
}

/** Why the mutant does not count as killed, where it does not. */
function faultOf(fate: Fate, { step }: NamedMutant): string | undefined {
  if (fate.kind !== "killed") return verdictLine(fate);
  return fate.step.id === step ? undefined : `${verdictLine(fate)}, and it names ${step}`;
}

function verdictLine(fate: Fate): string {
  switch (fate.kind) {
    case "killed":
      return `${wayOf(fate.by.failure)} step ${fate.step.number}, "${fate.by.title}"`;
    case "survived":
      return "survived: every step is green";
    case "unloadable":
      return `does not load: ${fate.message}`;
    case "undecided":
      return `step ${fate.step.number} is ${fate.message}`;
  }
}

/** A mutation and the file of the reference that it is made in. */
interface Candidate {
  readonly file: string;
  readonly text: string;
  readonly mutation: Mutation;
}

async function runAuto(grader: Grader, lab: Lab, seed: number, limit: unknown): Promise<void> {
  const all = candidates(lab);
  const chosen = sample(all, typeof limit === "string" ? Number(limit) : AUTO_LIMIT, seed);
  console.log(`  ${chosen.length} of ${all.length} edits, one line for each that is not killed`);
  let killed = 0;
  let unloadable = 0;
  for (const { file, text, mutation } of chosen) {
    const overlay = { [file]: mutated(text, mutation) };
    const fate = await fateOf(grader, lab, seed, { overlay });
    if (fate.kind === "killed") killed++;
    else if (fate.kind === "unloadable") unloadable++;
    else {
      const where = `labs/${lab.folder}/${file}:${lineAt(text, mutation.start)}`;
      const was = text.slice(mutation.start, mutation.end).replace(/\s+/g, " ").slice(0, 60);
      say("bad", `${fate.kind}  ${where}`, undefined, `${was}  →  ${mutation.replace}`);
    }
  }
  const counted = chosen.length - unloadable;
  const share = counted === 0 ? 0 : killed / counted;
  const besides = unloadable === 0 ? "" : `; ${unloadable} more did not load`;
  say(
    share >= AUTO_KILLED_MIN ? "good" : "bad",
    `${killed} of ${counted} killed, ${(share * 100).toFixed(0)} %${besides}`,
  );
  console.log(
    `    a sample of ${all.length}; ${AUTO_KILLED_MIN * 100} % or the survivors explained`,
  );
}

function candidates(lab: Lab): readonly Candidate[] {
  return readdirSync(join(lab.path, "reference"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .flatMap((name) => {
      const file = `reference/${name}`;
      const text = readFileSync(join(lab.path, file), "utf8");
      return mutationsOf(file, text).map((mutation) => ({ file, text, mutation }));
    });
}
