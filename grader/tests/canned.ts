/**
 * Stand-ins for the command line's tests: labs without folders, results out of nothing, an engine that replays
 * them, and a stream that keeps what is written.
 *
 * The engine keeps to its contract: steps in order, stopping at the first that is not green unless `all`.
 */
import type { Lab, Step } from "../src/manifest.ts";
import type { GradeEvent, GradeRequest, Grader } from "../src/run/grader.ts";
import {
  type Failure,
  type Outcome,
  type StepResult,
  stepOutcome,
  type TestResult,
} from "../src/verdict.ts";

export function stepNamed(
  number: number,
  id: string,
  title: string,
  tests: readonly string[],
): Step {
  const file = `${String(number).padStart(2, "0")}-${id}`;
  return {
    id,
    title,
    file: id,
    minutes: 40,
    tests,
    number,
    document: `steps/${file}.md`,
    testFile: `tests/${file}.test.ts`,
  };
}

/** A lab of two steps that lies under `root`. */
export function labNamed(
  id: string,
  title: string,
  more: Partial<Lab> = {},
  root = "/nowhere",
): Lab {
  const folder = `${id}-${title}`;
  return {
    id,
    title,
    folder,
    path: `${root}/labs/${folder}`,
    description: `what ${title} is`,
    phase: 1,
    difficulty: 1,
    hours: 6,
    client: "none",
    exports: {},
    steps: [
      stepNamed(1, "encode", "Encode replies", ["simple", "bulk"]),
      stepNamed(2, "decode", "Decode, however it is cut", ["chunks", "limits", "values"]),
    ],
    standsOn: [],
    ...more,
  };
}

/** Outcomes by test id; passed where none is given. */
export function resultOf(
  step: Step,
  outcomes: Readonly<Record<string, Outcome>> = {},
  failure?: Failure,
): StepResult {
  const tests = step.tests.map((id): TestResult => {
    const outcome = outcomes[id] ?? "passed";
    const own = ["failed", "inconclusive", "skipped"].includes(outcome);
    const cause = failure ?? { kind: "law" as const, message: `${id} is broken`, did: [] };
    return {
      id,
      title: `the law of ${id}`,
      hint: `Of ${id}`,
      outcome,
      milliseconds: 50,
      ...(own ? { failure: cause } : {}),
    };
  });
  return { id: step.id, tests, milliseconds: 100 };
}

export interface CannedGrader extends Grader {
  readonly requests: GradeRequest[];
  closed: boolean;
}

/** Grades as `verdict` says, by step and by the how-manieth grading it is. */
export function cannedGrader(verdict: (step: Step, grading: number) => StepResult): CannedGrader {
  const requests: GradeRequest[] = [];
  return {
    requests,
    closed: false,
    async grade(request: GradeRequest, onEvent: (event: GradeEvent) => void) {
      requests.push(request);
      const results: StepResult[] = [];
      for (const step of request.steps) {
        onEvent({ kind: "step-started", step });
        const result = verdict(step, requests.length - 1);
        for (const test of result.tests) {
          onEvent({ kind: "test-started", step, id: test.id, title: test.title });
          onEvent({ kind: "test-finished", step, result: test });
        }
        onEvent({ kind: "step-finished", step, result });
        results.push(result);
        if (!request.all && !["passed", "skipped"].includes(stepOutcome(result))) break;
      }
      return results;
    },
    async cancel() {},
    async close() {
      this.closed = true;
    },
  };
}

/** A stream that is no terminal, and what was written to it. */
export function plainStream(): { readonly stream: NodeJS.WriteStream; text(): string } {
  let text = "";
  const write = (chunk: string) => {
    text += chunk;
    return true;
  };
  return { stream: { write, isTTY: false } as unknown as NodeJS.WriteStream, text: () => text };
}
