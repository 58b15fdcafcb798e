/**
 * What becomes of a wrong solution: graded step by step, stopped at the first step that is not
 * green.
 *
 *   killed      a test of that step failed: its law broke, or the submission hung, crashed, leaked
 *   survived    every step was green
 *   unloadable  it does not even load: that shows nothing about the tests
 *   undecided   the step is not green, and yet no test of it failed
 *
 * For a mutant with a story it also counts which step killed it: `elsewhere` is a test that is
 * missing in the step that the mutant names, or one too many in another.
 *
 * Left out: why it survived. That is for people.
 */
import type { Lab, Step } from "../grader/src/manifest.ts";
import type { GradeRequest, Grader } from "../grader/src/run/grader.ts";
import {
  isGreenStep,
  type StepResult,
  stepOutcome,
  type TestResult,
} from "../grader/src/verdict.ts";

/** The fate of one wrong solution. `by` is the test that failed first. */
export type Fate =
  | { readonly kind: "killed"; readonly step: Step; readonly by: TestResult }
  | { readonly kind: "survived" }
  | { readonly kind: "unloadable"; readonly message: string }
  | { readonly kind: "undecided"; readonly step: Step; readonly message: string };

/** Grades these steps of the lab, all unless said, with the change made, until one is not green. */
export async function fateOf(
  grader: Grader,
  lab: Lab,
  seed: number,
  change: Pick<GradeRequest, "edits" | "overlay">,
  steps: readonly Step[] = lab.steps,
): Promise<Fate> {
  const results = await grader.grade({ steps, seed, all: false, bail: true, ...change }, () => {});
  const last = results.at(-1);
  const step = lab.steps.find(({ id }) => id === last?.id);
  if (last === undefined || step === undefined) throw new Error("the grader graded no step");
  return isGreenStep(last) ? { kind: "survived" } : judged(step, last);
}

function judged(step: Step, result: StepResult): Fate {
  const { failure } = result;
  if (failure?.kind === "import") return { kind: "unloadable", message: failure.message };
  const by = result.tests.find(
    (test) => test.outcome === "failed" && test.failure?.kind !== "unreported",
  );
  if (by !== undefined) {
    return { kind: "killed", step, by: failure === undefined ? by : { ...by, failure } };
  }
  return { kind: "undecided", step, message: `${stepOutcome(result)}, and no test of it failed` };
}
