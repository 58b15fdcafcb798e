/**
 * A grading as the results.json of a Gradescope autograder.
 *
 *   tests[0…]    one for each step: score = points, max_score = laws, output = what the screen says of it
 *   extra_data   for the instructor alone: every law with its outcome
 *   score        the sum of the steps' scores
 *
 * Source: gradescope-autograders.readthedocs.io/en/latest/specs, "Output format". There it is said, too, that students
 * do not see their total while a test is hidden: so none is, unless that is asked for. A step with a skipped law counts
 * as passed, though its score is below its most.
 */
import { isGreenOutcome } from "../verdict.ts";
import type { GradedStep, GradingReport } from "./grading.ts";
import { lawLine, stepText } from "./shown.ts";

/** @param hidden the numbers of the steps that students do not see */
export function gradescopeText(report: GradingReport, hidden: ReadonlySet<number>): string {
  const { lab, points, milliseconds, steps, seed, again } = report;
  const results = {
    score: points,
    execution_time: Math.round(milliseconds / 1000),
    output: `${lab.id} ${lab.title}, graded with seed ${seed}. The same again: ${again}`,
    output_format: "text",
    test_output_format: "text",
    test_name_format: "text",
    tests: steps.map((step) => stepTest(report, step, hidden)),
    extra_data: everyLaw(report),
  };
  return `${JSON.stringify(results, null, 2)}\n`;
}

function stepTest(report: GradingReport, step: GradedStep, hidden: ReadonlySet<number>): object {
  return {
    number: String(step.number),
    name: step.title,
    score: step.points,
    max_score: step.pointsMax,
    status: isGreenOutcome(step.outcome) ? "passed" : "failed",
    output: stepText(report, step),
    visibility: hidden.has(step.number) ? "hidden" : "visible",
  };
}

function everyLaw({ steps, course, node }: GradingReport): object {
  const laws = steps.flatMap((step) => [
    `${step.number}. ${step.title}   ${step.points}/${step.pointsMax}`,
    ...step.tests.map((test) => lawLine(test, true)),
  ]);
  return { course, node, laws };
}
