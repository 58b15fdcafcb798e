/**
 * A class in figures: how its points lie, which step stops people, which laws they break.
 *
 *     rows ──▶ headOf        how many, how many green, median and mean
 *          ──▶ histogram     points by ranges of the same width
 *          ──▶ stepFigures   passed, stopped there first, points on average
 *          ──▶ lawFigures    the laws that most submissions break, and what they said
 *
 * A submission with a problem has no points that mean anything, so points are those of the others. A law is broken by
 * a submission where it failed on it: where nothing of a step could run, its laws have seen nothing.
 */
import type { Lab } from "../manifest.ts";
import { reasonText } from "../reports/shown.ts";
import { shortLine } from "../screen/text.ts";
import { isGreenOutcome } from "../verdict.ts";
import type { Isolation } from "./cage.ts";
import type { ClassRow } from "./row.ts";
import { firstNotGreen, isGreenRow } from "./tables.ts";

/** How many bars a histogram has at most. */
const BARS_MAX = 20;
const LAWS_MAX = 15;
const REASONS_MAX = 3;
/** Characters of a law's title, and of what was said of it. */
const TEXT_MAX = 240;

export interface Head {
  /** Of all. */
  readonly count: number;
  readonly green: number;
  readonly problems: number;
  /** Of those without a problem; undefined where there is none. */
  readonly median?: number;
  readonly mean?: number;
  /** The days on which they were graded, the first and the last, in UTC: `2026-01-31`. */
  readonly days: readonly string[];
  /** Versions, each once: one of each, where all were graded alike. */
  readonly courses: readonly string[];
  readonly nodes: readonly string[];
  readonly isolations: readonly Isolation[];
}

/** Those that have from `from` to `to` points, both included. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export interface StepFigures {
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly pointsMax: number;
  readonly passed: number;
  /** Those whose first step that is not green it is. */
  readonly stopped: number;
  /** Of those without a problem; undefined where there is none. */
  readonly mean?: number;
}

export interface LawFigures {
  readonly id: string;
  readonly title: string;
  /** The number of its step. */
  readonly step: number;
  /** How many break it. */
  readonly count: number;
  /** What it said, the most common first. */
  readonly reasons: readonly { readonly text: string; readonly count: number }[];
}

export function headOf(rows: readonly ClassRow[]): Head {
  const points = withoutProblem(rows).map((row) => row.points);
  const reports = rows.flatMap(({ report }) => report ?? []);
  const days = unique(reports.map(({ startedAt }) => startedAt.slice(0, 10)));
  return {
    count: rows.length,
    green: rows.filter(isGreenRow).length,
    problems: rows.length - points.length,
    ...(points.length === 0 ? {} : { median: medianOf(points), mean: meanOf(points) }),
    days: days.length > 2 ? [days[0]!, days.at(-1)!] : days,
    courses: unique(reports.map(({ course }) => course)),
    nodes: unique(reports.map(({ node }) => node)),
    isolations: unique(rows.flatMap(({ isolation }) => isolation ?? [])),
  };
}

/** Bars of the same width, from none to all points; the last may be narrower. */
export function histogram(rows: readonly ClassRow[], pointsMax: number): readonly Bar[] {
  const width = Math.ceil((pointsMax + 1) / BARS_MAX);
  const points = withoutProblem(rows).map((row) => row.points);
  return Array.from({ length: Math.ceil((pointsMax + 1) / width) }, (_, place) => {
    const from = place * width;
    const to = Math.min(pointsMax, from + width - 1);
    return { from, to, count: points.filter((each) => each >= from && each <= to).length };
  });
}

export function stepFigures(lab: Lab, rows: readonly ClassRow[]): readonly StepFigures[] {
  const graded = withoutProblem(rows);
  const firsts = graded.map((row) => firstNotGreen(lab, row)?.id);
  return lab.steps.map(({ number, id, title, tests }) => {
    const own = graded.map(({ steps }) => steps.find((step) => step.id === id));
    const points = own.map((step) => step?.points ?? 0);
    return {
      ...{ number, id, title, pointsMax: tests.length },
      passed: own.filter((step) => isGreenOutcome(step?.outcome)).length,
      stopped: firsts.filter((first) => first === id).length,
      ...(points.length === 0 ? {} : { mean: meanOf(points) }),
    };
  });
}

/** Those that most break, the most broken first; in the lab's order where as many break them. */
export function lawFigures(lab: Lab, rows: readonly ClassRow[]): readonly LawFigures[] {
  const reports = rows.flatMap(({ report }) => report ?? []);
  const laws = lab.steps.flatMap((step) => step.tests.map((id) => ({ id, step })));
  const figures = laws.map(({ id, step }): LawFigures => {
    const broken = reports
      .flatMap(({ steps }) => steps.find((each) => each.id === step.id) ?? [])
      .filter(({ failure }) => failure === undefined)
      .flatMap(({ tests }) => tests.find((each) => each.id === id) ?? [])
      .filter(({ outcome }) => outcome === "failed");
    const title = shortLine(broken[0]?.title ?? id, TEXT_MAX);
    return {
      id,
      title,
      step: step.number,
      count: broken.length,
      reasons: common(broken.map((test) => shortLine(reasonText(test), TEXT_MAX))),
    };
  });
  return figures
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, LAWS_MAX);
}

/** The most common first; of those that are as common, the one that comes first. */
function common(texts: readonly string[]): LawFigures["reasons"] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts]
    .map(([text, count]) => ({ text, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, REASONS_MAX);
}

function withoutProblem(rows: readonly ClassRow[]): readonly ClassRow[] {
  return rows.filter(({ problem }) => problem === undefined);
}

function unique<T extends string>(texts: readonly T[]): readonly T[] {
  return [...new Set(texts)].sort();
}

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
