/**
 * Which lab and step a command is about, those that were named, or those where the learner stands; and which path.
 *
 *   hint          the lab and step to go on with
 *   log db-01     the step that was finished last
 *   reveal        must be named: nobody is shown a solution by accident
 */
import { resolve } from "node:path";
import type { Lab, Step } from "../manifest.ts";
import type { Progress } from "../progress.ts";
import { currentLab, standingOf } from "../standing.ts";
import { type Invocation, UsageError } from "./command.ts";
import { findStep } from "./resolve.ts";

/** The lab that was named, or else the one where the learner stands. @throws UsageError */
export function labOf({ named, labs }: Invocation, progress: Progress): Lab {
  const lab = named[0] ?? currentLab(labs, progress)?.lab ?? labs.at(-1);
  if (lab === undefined) throw new UsageError("There is no lab in this tree.");
  return lab;
}

/** The lab that was named. @throws UsageError with what to type, where none was */
export function namedLab({ named }: Invocation, example: string): Lab {
  const lab = named[0];
  if (lab === undefined) throw new UsageError(`Which lab? As in: npm run ${example}`);
  return lab;
}

/** The step that was named. */
export function namedStep({ options }: Invocation, lab: Lab): Step | undefined {
  return typeof options.step === "string" ? findStep(lab, options.step) : undefined;
}

/** The first step that is not green, or the last one. */
export function currentStep(lab: Lab, progress: Progress): Step {
  return standingOf(lab, progress).at?.step ?? lab.steps.at(-1)!;
}

/** The last of the steps that are green from the first on, or the first one. */
export function lastGreenStep(lab: Lab, progress: Progress): Step {
  const { steps } = standingOf(lab, progress);
  const stuck = steps.findIndex((each) => !each.isGreen);
  const index = stuck === -1 ? steps.length - 1 : Math.max(0, stuck - 1);
  return steps[index]!.step;
}

/** A path as the person means it: npm runs scripts from the tree's root, and INIT_CWD is where the person stands. */
export function placed(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}
