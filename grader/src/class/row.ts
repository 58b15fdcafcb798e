/**
 * What came of one submission: points by step, and the whole grading as `npm run grade … json` has it.
 *
 *     graded                    points, steps, report
 *     not gradable              a problem; no points, no steps
 *     changed what is not its   a problem, and the report; no points, no steps
 *     the grader failed on it   a problem, hasFault; no points, no steps
 *
 * The shape is promised, as a grading's is: fields may be added, none changes its meaning without a new version.
 * schema.ts says the same to machines.
 */
import type { GradingReport } from "../reports/grading.ts";
import type { Outcome } from "../verdict.ts";
import type { Isolation } from "./cage.ts";

export const ROW_FORMAT = "labs-class-row";
export const ROW_VERSION = 1;

/** What a row was made with. */
export interface Basis {
  readonly lab: string;
  readonly seed: number;
  /** Of the submission's files. */
  readonly fingerprint: string;
  /** Of the laws, and all that they stand on. */
  readonly course: string;
}

export interface StepPoints {
  readonly id: string;
  readonly points: number;
  readonly pointsMax: number;
  readonly outcome: Outcome;
}

export interface ClassRow extends Basis {
  readonly format: typeof ROW_FORMAT;
  readonly version: typeof ROW_VERSION;
  readonly name: string;
  readonly points: number;
  readonly pointsMax: number;
  readonly steps: readonly StepPoints[];
  /** What of the submission was passed over. */
  readonly notes: readonly string[];
  /** In what it was shut; none where nothing of it ran. */
  readonly isolation?: Isolation;
  /** Why it has no points, or could not be graded: one sentence. */
  readonly problem?: string;
  /** The problem is the grader's own: it is graded again when the class is. */
  readonly hasFault?: true;
  /** The whole grading, where there was one. */
  readonly report?: GradingReport;
}

export const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
