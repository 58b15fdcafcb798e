/**
 * Gradings of a lab of two steps, for the tests of reports: a failed one, a green one that skipped a law, and arbitrary
 * ones with any outcome for each law and texts that a submission might have had a hand in.
 */
import fc from "fast-check";
import type { Step } from "../src/manifest.ts";
import { gradescopeText } from "../src/reports/gradescope.ts";
import { type GradingReport, gradingReport } from "../src/reports/grading.ts";
import type { Failure, FailureKind, Outcome, StepResult, TestResult } from "../src/verdict.ts";
import { labNamed, resultOf } from "./canned.ts";

export const lab = labNamed("db-01", "resp");

/** What has broken formats before: a colour, a null, an end of CDATA, half a pair, a command of GitHub's, Markdown. */
export const NASTY: Readonly<Record<string, string>> = {
  colour: "\u001b[31mred\u001b[0m",
  "control characters": "a\u0000b\u0008c\u000bd\u001fe",
  markup: "]]> <![CDATA[ <b a='1'>&amp; \"q\"",
  "half a pair": "half \ud83d alone",
  "no characters": "\ufffe\uffff",
  "other scripts": "🦆 日本語",
  "line ends": "one\r\ntwo\rthree\n\tfour",
  "a workflow command": "\n::error file=x,line=1::50 % of it: a, b",
  Markdown: "| a | `b` | **c** <script>alert(1)</script> [d](e)",
  "a long line": "x".repeat(20_000),
  "many lines": "y\n".repeat(3_000),
};

const text = fc.oneof(
  fc.constantFrom(...Object.values(NASTY).filter(({ length }) => length < 1_000)),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constant(""),
);

const kinds: readonly FailureKind[] = ["law", "threw", "hang", "leak", "unreported", "tool"];

const failures: fc.Arbitrary<Failure> = fc
  .record({
    kind: fc.constantFrom(...kinds),
    message: text,
    did: fc.array(fc.record({ label: text, text }), { maxLength: 2 }),
    compared: fc.option(fc.record({ expected: text, actual: text }), { nil: undefined }),
    note: fc.option(text, { nil: undefined }),
    place: fc.option(fc.record({ file: text, line: fc.nat() }), { nil: undefined }),
  })
  .map(({ compared, note, place, ...failure }) => ({
    ...failure,
    ...(compared ?? {}),
    ...(note === undefined ? {} : { note }),
    ...(place === undefined ? {} : { place }),
  }));

const outcomes: readonly Outcome[] = ["passed", "failed", "not-started", "inconclusive", "skipped"];

function testOf(id: string): fc.Arbitrary<TestResult> {
  return fc
    .record({
      outcome: fc.constantFrom(...outcomes),
      title: text,
      failure: failures,
      head: fc.option(text, { nil: undefined }),
      milliseconds: fc.double({ min: 0, max: 1e6, noNaN: true }),
    })
    .map(({ outcome, title, failure, head, milliseconds }) => ({
      id,
      title,
      hint: "Of it",
      outcome,
      milliseconds,
      ...(outcome === "passed" ? {} : { failure }),
      ...(head === undefined ? {} : { printed: { head, bytes: Buffer.byteLength(head) + 3 } }),
    }));
}

/** A step of which nothing could run has one failure, and its tests none. */
function resultsOf(step: Step): fc.Arbitrary<StepResult> {
  const ran = fc.record({
    id: fc.constant(step.id),
    tests: fc.tuple(...step.tests.map(testOf)),
    milliseconds: fc.double({ min: 0, max: 1e6, noNaN: true }),
  });
  const didNot = fc.tuple(ran, failures).map(([result, failure]) => ({
    ...result,
    tests: result.tests.map(({ failure: _, ...test }) => ({ ...test, outcome: "failed" as const })),
    failure,
  }));
  return fc.oneof({ weight: 5, arbitrary: ran }, { weight: 1, arbitrary: didNot });
}

/** The results of both steps. */
export const gradings: fc.Arbitrary<readonly StepResult[]> = fc.tuple(...lab.steps.map(resultsOf));

/** The report of results of `lab`. */
export function reportOf(results: readonly StepResult[], more: object = {}): GradingReport {
  return gradingReport(
    { lab, isReference: false, selection: { conditions: [], on: [] } },
    results,
    {
      seed: 8127,
      startedAt: new Date("2026-01-02T03:04:05.678Z"),
      milliseconds: 1234.5,
      node: "v20.19.0",
      course: "0.1.0",
      steps: lab.steps,
      again: (step) => `npm run grade db-01${step ? ` step ${step.number}` : ""} seed 8127`,
      ...more,
    },
  );
}

export const [encode, decode] = lab.steps as [(typeof lab.steps)[0], (typeof lab.steps)[0]];
/** A law that broke, at a line of the learner's. */
export const broken: Failure = {
  kind: "law",
  message: "",
  did: [{ label: "fed", text: '"*2"' }],
  expected: '["ECHO", ""]',
  actual: '["ECHO"], then nothing',
  place: { file: "src/decode.ts", line: 57 },
};
/** Step 2 has a law that broke. */
export const stuck = reportOf([resultOf(encode), resultOf(decode, { chunks: "failed" }, broken)]);
/** Green, though step 2 has a law without its tool. */
export const skipped = reportOf([
  resultOf(encode),
  resultOf(decode, { limits: "skipped" }, { kind: "tool", message: "no redis-cli", did: [] }),
]);

/** What Gradescope reads. */
export const gradescope = (report: GradingReport, ...hidden: readonly number[]) =>
  JSON.parse(gradescopeText(report, new Set(hidden)));
