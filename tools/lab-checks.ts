/**
 * What must be true of a lab whose reference is right and whose tests are.
 *
 *   the reference            green at every step
 *   the bare stub            not started at every step: never failed, never passed
 *   the reference up to k    step k green, all after it unwritten, for every k
 *   mutants                  each killed by the step that it names
 *
 * Of a whole check, each reference up to k goes through every step before k as well, and every mutant
 * is run. Otherwise a draw of DRAWN mutants is: the seed, which is printed, says which.
 *
 * The stub and the references up to k are derived and laid over the files in memory: what a learner
 * has in `src` plays no part.
 *
 * Left out: many seeds. `npm run grade LAB reference times 200` is for that.
 */
import type { Lab, Step } from "../grader/src/manifest.ts";
import { openGrader } from "../grader/src/run/engine.ts";
import type { Grader } from "../grader/src/run/grader.ts";
import {
  isGreenOutcome,
  isGreenStep,
  type Outcome,
  type StepResult,
  stepOutcome,
} from "../grader/src/verdict.ts";
import { readMutants } from "./mutant-files.ts";
import { killAll, type Tally } from "./mutants.ts";
import { sample } from "./mutator.ts";
import { say } from "./report.ts";
import { stubFiles } from "./stub.ts";

/** How many mutants of each lab a check that is not whole draws. */
const DRAWN = 40;

/** What the checks of a lab are run with. */
export interface LabRun {
  readonly root: string;
  readonly lab: Lab;
  readonly seed: number;
  /** A test that was skipped for want of a tool counts as failed. */
  readonly requireClients: boolean;
  readonly whole: boolean;
}

/** Runs them all and prints a line for each. */
export async function checkLab(run: LabRun): Promise<Tally> {
  const { root, lab, seed } = run;
  const solved = openGrader({ root, lab, conditions: ["reference"] });
  const unsolved = openGrader({ root, lab, conditions: [] });
  try {
    const checks = [
      await told("the reference is green", () => referenceFault(solved, run)),
      await told("the stub is not started at every step", () => stubFault(unsolved, run)),
    ];
    await unsolved.close();
    for (const step of lab.steps.slice(0, -1)) {
      const green = run.whole ? `steps 1 to ${step.number} are` : "this step is";
      const name = `written up to step ${step.number}, ${green} green`;
      checks.push(await told(name, () => prefixFault(solved, run, step)));
    }
    const { mutants } = await readMutants(lab);
    const chosen = run.whole ? mutants : sample(mutants, DRAWN, seed);
    const killed = await killAll(root, lab, seed, chosen, "own");
    const passed = checks.filter((isGood) => isGood).length;
    return { passed: passed + killed.passed, failed: checks.length - passed + killed.failed };
  } finally {
    await solved.close();
    await unsolved.close();
  }
}

/** Prints how a check went. @param faultOf why it failed; `undefined` where it did not */
async function told(name: string, faultOf: () => Promise<string | undefined>): Promise<boolean> {
  const startedAt = performance.now();
  // A grader that cannot grade is as bad as a test that fails; the other checks still say what they can.
  const fault = await faultOf().catch((error: Error) => error.message);
  say(fault === undefined ? "good" : "bad", name, performance.now() - startedAt, fault);
  return fault === undefined;
}

async function referenceFault(
  grader: Grader,
  { lab, seed, requireClients }: LabRun,
): Promise<string | undefined> {
  const results = await grader.grade({ steps: lab.steps, seed, all: true }, () => {});
  const bad = notGreen(lab.steps, results, seed);
  if (bad !== undefined || !requireClients) return bad;
  const skipped = results
    .flatMap(({ tests }) => tests)
    .filter(({ outcome }) => outcome === "skipped");
  if (skipped.length === 0) return undefined;
  const why = skipped[0]?.failure?.message ?? "";
  return `${skipped.length} skipped, and LABS_REQUIRE_CLIENTS is set: ${why}`;
}

async function stubFault(grader: Grader, { lab, seed }: LabRun): Promise<string | undefined> {
  const overlay = laidOver("src", lab, 0);
  const results = await grader.grade({ steps: lab.steps, seed, all: true, overlay }, () => {});
  if (results.length !== lab.steps.length) return `only ${results.length} steps were graded`;
  const fine: readonly Outcome[] = ["not-started", "skipped"];
  for (const { id, tests } of results) {
    const other = tests.find(({ outcome }) => !fine.includes(outcome));
    const outcome = stepOutcome({ id, tests, milliseconds: 0 });
    if (other !== undefined) return `step ${id}: "${other.title}" ${other.outcome}`;
    if (outcome !== "not-started") return `step ${id} is ${outcome}`;
  }
  return undefined;
}

async function prefixFault(
  grader: Grader,
  { lab, seed, whole }: LabRun,
  last: Step,
): Promise<string | undefined> {
  const steps = whole ? lab.steps.slice(0, last.number) : [last];
  const overlay = laidOver("reference", lab, last.number);
  return notGreen(steps, await grader.grade({ steps, seed, all: false, overlay }, () => {}), seed);
}

function laidOver(folder: "src" | "reference", lab: Lab, after: number): Record<string, string> {
  return Object.fromEntries(
    [...stubFiles(lab, after)].map(([path, text]) => [`${folder}/${path}`, text]),
  );
}

/** The first test that keeps the steps from being green. */
function notGreen(
  steps: readonly Step[],
  results: readonly StepResult[],
  seed: number,
): string | undefined {
  const bad = results.find((result) => !isGreenStep(result));
  if (bad === undefined) {
    return results.length === steps.length ? undefined : `only ${results.length} steps were graded`;
  }
  const test = bad.tests.find(({ outcome }) => !isGreenOutcome(outcome));
  const why = bad.failure?.message ?? test?.failure?.message ?? "";
  return `step ${bad.id}: "${test?.title}" ${test?.outcome}${why && `: ${why}`} (seed ${seed})`;
}
