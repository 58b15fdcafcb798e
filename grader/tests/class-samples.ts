/**
 * Classes that nobody graded: rows of a lab of seven steps, of people who came as far as people come. The same seed
 * makes the same class.
 */
import type { ClassRow } from "../src/class/row.ts";
import type { Lab } from "../src/manifest.ts";
import { gradingReport } from "../src/reports/grading.ts";
import { replay } from "../src/reports/replay.ts";
import type { Failure, Outcome, StepResult } from "../src/verdict.ts";
import { labNamed, resultOf, stepNamed } from "./canned.ts";

const STEPS: readonly (readonly [id: string, title: string, laws: number])[] = [
  ["encode", "Encode replies", 14],
  ["decode", "Decode, however it is cut", 31],
  ["hello", "RESP3 and HELLO", 26],
  ["serve", "A server on a socket", 30],
  ["pipelines", "Pipelines and slow readers", 27],
  ["errors", "Errors that leave the line open", 25],
  ["clients", "redis-cli and friends", 20],
];

export const classLab: Lab = labNamed("db-01", "resp", {
  steps: STEPS.map(([id, title, count], at) =>
    stepNamed(
      at + 1,
      id,
      title,
      Array.from({ length: count }, (_, law) => `${id}-${law + 1}`),
    ),
  ),
});

export const pointsMax = STEPS.reduce((sum, [, , laws]) => sum + laws, 0);

const BASIS = { lab: "db-01", seed: 8127, fingerprint: "f", course: "c" };

/** What came of one submission. */
export interface Sample {
  readonly name: string;
  /** By id of a step, the outcomes of its laws that did not pass. */
  readonly outcomes?: Readonly<Record<string, Readonly<Record<string, Outcome>>>>;
  readonly failure?: (law: string) => Failure;
  readonly notes?: readonly string[];
}

const lawBroken = (law: string): Failure => ({
  kind: "law",
  message: "",
  did: [],
  expected: `"+${law}\\r\\n"`,
  actual: `"+${law}\\n"`,
});

/** A row as a class writes it. */
export function rowOf({ name, outcomes = {}, failure = lawBroken, notes = [] }: Sample): ClassRow {
  const results = classLab.steps.map((step): StepResult => {
    const { tests, ...result } = resultOf(step, outcomes[step.id] ?? {});
    const own = tests.map((test) =>
      test.outcome === "failed" ? { ...test, failure: failure(test.id) } : test,
    );
    return { ...result, tests: own };
  });
  return rowWith(name, results, notes);
}

/** A row of these results. */
export function rowWith(
  name: string,
  results: readonly StepResult[],
  notes: readonly string[] = [],
): ClassRow {
  const report = gradingReport(
    { lab: classLab, isReference: false, selection: { conditions: [], on: [] } },
    results,
    {
      ...{ seed: BASIS.seed, startedAt: new Date("2026-01-02T03:04:05.678Z"), milliseconds: 1 },
      ...{ node: "v24.1.0", course: "0.1.0", steps: classLab.steps },
      again: (step) => replay({ lab: classLab, words: "" }, step, BASIS.seed),
    },
  );
  const steps = report.steps.map(({ id, points, pointsMax, outcome }) => ({
    ...{ id, points, pointsMax, outcome },
  }));
  return {
    ...{ format: "labs-class-row", version: 1, ...BASIS, name, notes, isolation: "bubblewrap" },
    ...{ points: report.points, pointsMax, steps, report },
  };
}

/** A row of one that could not be graded. */
export function rowWithout(name: string, problem: string): ClassRow {
  return {
    ...{ format: "labs-class-row", version: 1, ...BASIS, name, notes: [], points: 0, pointsMax },
    ...{ steps: [], problem },
  };
}

const NAMES =
  "Ada Bo Carol Dan Erin Femi Gita Hugo Ines Jun Kofi Lea Mona Nils Olga Pau Qi Rosa Sam Tove";
const FAMILIES = "Abara Brandt Castillo Dubois Eriksen Fischer";

/** A class of so many: most of them stop somewhere, some are green, some cannot be graded. */
export function sampleClass(count: number, seed = 1): readonly ClassRow[] {
  const random = dice(seed);
  const people = FAMILIES.split(" ").flatMap((family) =>
    NAMES.split(" ").map((name) => `${name} ${family}`),
  );
  const rows = Array.from({ length: count }, (_, at) => {
    const name = `${people[at % people.length]}${at < people.length ? "" : ` ${at}`}`;
    const lot = random();
    if (lot < 0.03) return rowWithout(name, "has no index.ts: neither in it, nor in src");
    if (lot < 0.05) return rowNotLoaded(name);
    const stops = Math.min(STEPS.length, Math.floor(random() * 11));
    const notes = random() < 0.1 ? ["a.ts is a link, and was left out"] : [];
    return rowOf({ name, outcomes: outcomesOf(stops, random), notes });
  });
  return rows.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Green up to `stops`, broken in places there, and mostly not written behind it. */
function outcomesOf(stops: number, random: () => number): NonNullable<Sample["outcomes"]> {
  const entries = classLab.steps.slice(stops).map(({ id, tests }, behind) => {
    const share = behind === 0 ? 0.75 : 0.3 / behind;
    const outcome = behind === 0 ? "failed" : "not-started";
    // Some laws are harder than others, for everybody.
    const broken = tests.flatMap((law, at) => {
      const isHard = (at * 7 + behind) % 5 === 0;
      return random() > share + (isHard ? -0.5 : 0.15) ? [[law, outcome] as const] : [];
    });
    const all = broken.length === 0 ? [[tests[0]!, outcome] as const] : broken;
    return [id, Object.fromEntries(all)] as const;
  });
  return Object.fromEntries(entries);
}

/** A row of one that could not be loaded. */
export function rowNotLoaded(name: string): ClassRow {
  const message = "src/encode.ts:12: an expression was expected";
  const failure: Failure = { kind: "import", message, did: [] };
  const results = classLab.steps.map((step): StepResult => {
    const all = Object.fromEntries(step.tests.map((id) => [id, "failed"] as const));
    const { tests, ...result } = resultOf(step, all);
    return { ...result, failure, tests: tests.map(({ failure: _, ...test }) => test) };
  });
  return rowWith(name, results);
}

/** Numbers from 0 to 1, the same for the same seed. Source: Park and Miller, "Random number generators", CACM 31, 1988. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 0x7fffffff;
    return state / 0x7fffffff;
  };
}
