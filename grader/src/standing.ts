/**
 * Where a learner stands: what progress says of the labs as the manifests know them now.
 *
 * A point is a declared test whose last outcome is passed. A step is green when each of its declared tests passed,
 * or was skipped for want of a tool: then it is no point, and no obstacle. What the manifest does not declare is
 * not counted; what it declares and no grading has seen yet is not green.
 */
import type { Lab, Step } from "./manifest.ts";
import type { Progress, StepProgress } from "./progress.ts";
import { isGreenOutcome } from "./verdict.ts";

export interface StepStanding {
  readonly step: Step;
  readonly points: number;
  readonly isGreen: boolean;
  /** It was graded, and something of it was written. */
  readonly isBegun: boolean;
  /** Every test passed once, and not all do now. */
  readonly wasGreen: boolean;
  readonly isRevealed: boolean;
}

export interface LabStanding {
  readonly lab: Lab;
  readonly steps: readonly StepStanding[];
  readonly points: number;
  readonly pointsMax: number;
  readonly isGreen: boolean;
  readonly isBegun: boolean;
  /** The first step that is not green. */
  readonly at: StepStanding | undefined;
}

const NOTHING: StepProgress = { tests: {}, hintsShown: {} };

/** What is kept of a step; nothing, where nothing is. */
export function stepProgress(progress: Progress, lab: Lab, step: Step): StepProgress {
  return progress.labs[lab.id]?.steps[step.id] ?? NOTHING;
}

export function standingOf(lab: Lab, progress: Progress): LabStanding {
  const steps = lab.steps.map((step) => standingOfStep(lab, step, progress));
  return {
    lab,
    steps,
    points: steps.reduce((sum, each) => sum + each.points, 0),
    pointsMax: lab.steps.reduce((sum, step) => sum + step.tests.length, 0),
    isGreen: steps.every((each) => each.isGreen),
    isBegun: steps.some((each) => each.isBegun),
    at: steps.find((each) => !each.isGreen),
  };
}

function standingOfStep(lab: Lab, step: Step, progress: Progress): StepStanding {
  const kept = stepProgress(progress, lab, step);
  const tests = step.tests.map((id) => kept.tests[id]);
  const isGreen = tests.every((test) => isGreenOutcome(test?.last));
  return {
    step,
    points: tests.filter((test) => test?.last === "passed").length,
    isGreen,
    isBegun: tests.some((test) => test !== undefined && test.last !== "not-started"),
    wasGreen: !isGreen && tests.every((test) => test?.firstPassed !== undefined),
    isRevealed: kept.revealed !== undefined,
  };
}

/** "3 of 7 steps" */
export function greenSteps({ steps }: LabStanding): string {
  return `${steps.filter(({ isGreen }) => isGreen).length} of ${steps.length} steps`;
}

/** The lab to go on with: the first, in order, that is not all green. */
export function currentLab(labs: readonly Lab[], progress: Progress): LabStanding | undefined {
  return labs.map((lab) => standingOf(lab, progress)).find((standing) => !standing.isGreen);
}

/** How many hours of a lab are left, by the minutes of its steps that are not green. */
export function hoursLeft(standing: LabStanding): number {
  const minutes = (steps: readonly StepStanding[]) =>
    steps.reduce((sum, each) => sum + each.step.minutes, 0);
  const left = minutes(standing.steps.filter((each) => !each.isGreen));
  return (standing.lab.hours * left) / minutes(standing.steps);
}

/**
 * How far they are together, in whole per cent of their points: 100 is for what is all green, and 0 for what has no
 * point.
 */
export function percentOf(standings: readonly LabStanding[]): number {
  const points = standings.reduce((sum, each) => sum + each.points, 0);
  const most = standings.reduce((sum, each) => sum + each.pointsMax, 0);
  if (standings.length > 0 && standings.every((each) => each.isGreen)) return 100;
  return points === 0 ? 0 : Math.max(1, Math.min(99, Math.floor((100 * points) / most)));
}

/** What to do next: a step, and the command that grades it. */
export interface NextStep {
  readonly lab: Lab;
  readonly step: Step;
  /** From the tree's root: `labs/db-02-keyspace/steps/04-budget.md`. */
  readonly document: string;
  readonly command: string;
}

/** The first step, in order, that is not green; undefined where all are. */
export function nextOf(standings: readonly LabStanding[]): NextStep | undefined {
  const next = standings.find((each) => !each.isGreen);
  if (next?.at === undefined) return undefined;
  const { lab, at } = next;
  return {
    lab,
    step: at.step,
    document: `labs/${lab.folder}/${at.step.document}`,
    command: `npm run grade ${lab.id}`,
  };
}
