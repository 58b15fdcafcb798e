/**
 * The grader's engine, as the commands see it. (Contract; the engine is written beside it.)
 */
import type { Lab, Step } from "../manifest.ts";
import type { StepResult, TestResult } from "../verdict.ts";

/** One edit made in memory while a file loads: `find` must stand in it exactly once. */
export interface Edit {
  /** Relative to the lab's folder: `reference/decode.ts`. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

export interface GraderOptions {
  readonly root: string;
  readonly lab: Lab;
  /** Package-exports conditions: `reference`, or `db-01=reference` for one lab. None: everybody's `src`. */
  readonly conditions: readonly string[];
  /** How many steps are graded at a time at most: 2 unless said. For 1: who runs several graders on the same cores. */
  readonly stepsAtOnce?: number;
  /** In what the submission's processes are shut; in nothing, unless said. */
  readonly cage?: Cage;
}

/** What the processes of a submission are shut in. */
export interface Cage {
  /** Words before `node`: a program that runs the rest of its words, in less than there is. */
  readonly command: readonly string[];
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
}

export interface GradeRequest {
  /** In order. */
  readonly steps: readonly Step[];
  readonly seed: number;
  /** Whether to go on after a step that is not green. */
  readonly all: boolean;
  /** Whether a step ends with its first test that fails; the others have then not reported. No, unless said. */
  readonly bail?: boolean;
  /** Whether the tests of a step are those that its file registers, as a hunt's are. No, unless said. */
  readonly ownTests?: boolean;
  /** Whether nothing is graded after it, as far as is known: no worker is then made ready for more. No, unless said. */
  readonly isLast?: boolean;
  readonly edits?: readonly Edit[];
  /** Whole files replaced in memory, by path relative to the lab's folder. */
  readonly overlay?: Readonly<Record<string, string>>;
}

export type GradeEvent =
  | { readonly kind: "step-started"; readonly step: Step }
  | {
      readonly kind: "test-started";
      readonly step: Step;
      readonly id: string;
      readonly title: string;
    }
  | { readonly kind: "test-finished"; readonly step: Step; readonly result: TestResult }
  | { readonly kind: "step-finished"; readonly step: Step; readonly result: StepResult };

export interface Grader {
  /** Grades the steps in order; resolves with what ran. Rejects only with GraderFault. One at a time. */
  grade(
    request: GradeRequest,
    onEvent: (event: GradeEvent) => void,
  ): Promise<readonly StepResult[]>;
  /** Ends the grading under way at once; its promise resolves with what is known. Stays usable (watch). */
  cancel(): Promise<void>;
  /** Kills every process it started. */
  close(): Promise<void>;
}

/** A fault of the grader's own, not of the submission: the CLI ends with 3 and says how to report it. */
export class GraderFault extends Error {
  override readonly name = "GraderFault";
}
