/**
 * A grading as a document for machines: the data that every report is written from.
 *
 *   what was graded, on what ─┐
 *   the engine's results ─────┼──▶ GradingReport ──┬──▶ JSON        the document as it is
 *   seed, time, versions ─────┘                    ├──▶ JUnit       for servers that run tests
 *                                                  ├──▶ Gradescope  for courses
 *                                                  └──▶ GitHub      annotations and a summary
 *
 * One law is one point, and only a law that passed has it: a skipped one and one that could not tell have none, and
 * their `failure` says why. That is how the screen counts, too. `points` are sums of what stands below them.
 *
 * The shape is promised: fields may be added, none changes its meaning without a new VERSION. schema.ts says the same
 * to machines.
 */
import type { Lab, Step } from "../manifest.ts";
import type { Selection } from "../selection.ts";
import {
  isGreenStep,
  type Outcome,
  type StepResult,
  stepOutcome,
  type TestResult,
} from "../verdict.ts";

export const FORMAT = "labs-grading";
export const VERSION = 1;

export interface GradingReport {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  /** `folder` is the one below `labs/`: a failure's place is relative to it. */
  readonly lab: Pick<Lab, "id" | "title" | "folder">;
  readonly graded: "src" | "reference";
  /** What the lab stood on, by id of the lab. */
  readonly on: Readonly<Record<string, "mine" | "reference">>;
  readonly seed: number;
  /** ISO 8601, in UTC. */
  readonly startedAt: string;
  readonly milliseconds: number;
  /** The version of Node: `v24.1.0`. */
  readonly node: string;
  /** The version of the course. */
  readonly course: string;
  readonly points: number;
  /** Of the steps that were to be graded. */
  readonly pointsMax: number;
  readonly green: boolean;
  /** The command that replays it. */
  readonly again: string;
  /** Those that were graded, in order. */
  readonly steps: readonly GradedStep[];
}

export interface GradedStep extends Omit<StepResult, "tests"> {
  readonly number: number;
  readonly title: string;
  /** Relative to the lab's folder: `steps/02-decode.md`. */
  readonly document: string;
  readonly outcome: Outcome;
  readonly points: number;
  readonly pointsMax: number;
  readonly again: string;
  readonly tests: readonly GradedTest[];
}

export interface GradedTest extends TestResult {
  readonly points: 0 | 1;
}

/** What was graded, on what. */
export interface Graded {
  readonly lab: Lab;
  readonly isReference: boolean;
  readonly selection: Selection;
}

/** What of a grading its results do not say. */
export interface Circumstances {
  readonly seed: number;
  readonly startedAt: Date;
  readonly milliseconds: number;
  readonly node: string;
  readonly course: string;
  /** Those that were to be graded. */
  readonly steps: readonly Step[];
  /** The command that replays one step; without one, the grading. */
  readonly again: (step?: Step) => string;
}

/** The document. Pure: the same results under the same circumstances are the same document. */
export function gradingReport(
  { lab, isReference, selection }: Graded,
  results: readonly StepResult[],
  { seed, startedAt, milliseconds, node, course, steps, again }: Circumstances,
): GradingReport {
  const graded = results.flatMap((result) => {
    const step = lab.steps.find(({ id }) => id === result.id);
    return step === undefined ? [] : [gradedStep(step, result, again(step))];
  });
  return {
    format: FORMAT,
    version: VERSION,
    lab: { id: lab.id, title: lab.title, folder: lab.folder },
    graded: isReference ? "reference" : "src",
    on: Object.fromEntries(
      selection.on.map(({ lab: { id }, whose }) => [id, whose === "yours" ? "mine" : whose]),
    ),
    seed,
    startedAt: startedAt.toISOString(),
    milliseconds: Math.round(milliseconds),
    node,
    course,
    points: sum(graded.map(({ points }) => points)),
    pointsMax: sum(steps.map(({ tests }) => tests.length)),
    green: results.length > 0 && results.every(isGreenStep),
    again: again(),
    steps: graded,
  };
}

function gradedStep(step: Step, result: StepResult, again: string): GradedStep {
  const tests = result.tests.map(gradedTest);
  const { failure } = result;
  return {
    number: step.number,
    id: step.id,
    title: step.title,
    document: step.document,
    outcome: stepOutcome(result),
    points: sum(tests.map(({ points }) => points)),
    pointsMax: step.tests.length,
    milliseconds: Math.round(result.milliseconds),
    again,
    ...(failure === undefined ? {} : { failure }),
    tests,
  };
}

function gradedTest(test: TestResult): GradedTest {
  const { id, title, hint, outcome, milliseconds, failure, unwritten, printed } = test;
  return {
    id,
    title,
    hint,
    outcome,
    points: outcome === "passed" ? 1 : 0,
    milliseconds: Math.round(milliseconds),
    ...(failure === undefined ? {} : { failure }),
    ...(unwritten === undefined ? {} : { unwritten }),
    ...(printed === undefined ? {} : { printed }),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
