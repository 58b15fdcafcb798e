/**
 * What the page of a class holds: the figures, and of each submission what its laws said, packed.
 *
 *     laws of a step   "ppfn…"             a letter for each law, in the lab's order
 *     what they said   [[2, 17], …]        the third law said texts[17]
 *     texts            each once           many submissions break a law in the same way
 *
 * Whatever a submission had a hand in is one line, without control characters, and cut: a page of 200 submissions stays
 * below two megabytes however they fail. The rows keep all of it.
 */
import type { Lab } from "../manifest.ts";
import type { GradedStep } from "../reports/grading.ts";
import { reasonText } from "../reports/shown.ts";
import { shortLine } from "../screen/text.ts";
import type { Failure, Outcome } from "../verdict.ts";
import type { ClassRow } from "./row.ts";
import { fileOf } from "./rows.ts";
import {
  type Bar,
  type Head,
  headOf,
  histogram,
  type LawFigures,
  lawFigures,
  type StepFigures,
  stepFigures,
} from "./summary.ts";
import { firstNotGreen, isGreenRow, pointsMaxOf } from "./tables.ts";

const NAME_MAX = 300;
const PROBLEM_MAX = 300;
const NOTES_MAX = 4;
const TITLE_MAX = 240;
const SAID_MAX = 120;
const PLACE_MAX = 60;
/** Of how many laws of one submission the page says what they said: those that come first. */
const SAYING_MAX = 24;

export interface ClassPageData {
  readonly lab: Pick<Lab, "id" | "title" | "folder">;
  readonly seed: number;
  readonly pointsMax: number;
  readonly head: Head;
  readonly bars: readonly Bar[];
  readonly steps: readonly PageStep[];
  readonly laws: readonly LawFigures[];
  readonly texts: readonly string[];
  readonly rows: readonly PageRow[];
}

export interface PageStep extends StepFigures {
  /** The titles of its laws, in order; an id where none was graded. */
  readonly laws: readonly string[];
}

export interface PageRow {
  readonly name: string;
  /** Where the whole is, relative to the page. */
  readonly file: string;
  readonly points: number;
  readonly green: boolean;
  /** The number of the first step that is not green. */
  readonly stopped?: number;
  readonly problem?: string;
  readonly notes: readonly string[];
  /** The command that grades it again, with its files as the lab's src. */
  readonly again?: string;
  /** By step of the lab; null where it was not graded, or does not count. */
  readonly cells: readonly (readonly [points: number, outcome: Outcome] | null)[];
  /** By step of the lab, what its laws said; null where it was not graded. */
  readonly told: readonly (PageTold | null)[];
}

export interface PageTold {
  /** Of the outcome of each law the first letter. */
  readonly laws: string;
  readonly said: readonly (readonly [law: number, text: number])[];
  /** Why nothing of the step could run: the place of the text. */
  readonly failure?: number;
}

/** @param rows by name, of this lab, graded with this seed */
export function classPageData(lab: Lab, seed: number, rows: readonly ClassRow[]): ClassPageData {
  const { id, title, folder } = lab;
  const pointsMax = pointsMaxOf(lab);
  const texts = new Texts();
  return {
    ...{ lab: { id, title, folder }, seed, pointsMax, head: headOf(rows) },
    bars: histogram(rows, pointsMax),
    steps: stepFigures(lab, rows).map((figures, at) => ({
      ...figures,
      laws: titlesOf(lab, at, rows),
    })),
    laws: lawFigures(lab, rows),
    rows: rows.map((row) => pageRow(lab, row, texts)),
    texts: texts.all,
  };
}

function pageRow(lab: Lab, row: ClassRow, texts: Texts): PageRow {
  const { name, points, problem, notes, report } = row;
  const stopped = firstNotGreen(lab, row)?.number;
  const left = { sayings: SAYING_MAX };
  const more = notes.length - NOTES_MAX;
  return {
    ...{
      name: shortLine(name, NAME_MAX),
      file: `rows/${fileOf(name)}`,
      points,
      green: isGreenRow(row),
    },
    ...(stopped === undefined ? {} : { stopped }),
    ...(problem === undefined ? {} : { problem: shortLine(problem, PROBLEM_MAX) }),
    notes: [
      ...notes.slice(0, NOTES_MAX).map((note) => shortLine(note, SAID_MAX)),
      ...(more > 0 ? [`and ${more} more`] : []),
    ],
    ...(report === undefined ? {} : { again: report.again }),
    cells: lab.steps.map(({ id }) => {
      const step = row.steps.find((each) => each.id === id);
      return step === undefined ? null : [step.points, step.outcome];
    }),
    told: lab.steps.map(({ id, tests }) => {
      const step = report?.steps.find((each) => each.id === id);
      return step === undefined ? null : toldOf(step, tests, texts, left);
    }),
  };
}

function toldOf(
  step: GradedStep,
  ids: readonly string[],
  texts: Texts,
  left: { sayings: number },
): PageTold {
  const tests = ids.map((id) => step.tests.find((test) => test.id === id));
  const said: (readonly [number, number])[] = [];
  for (const [law, test] of tests.entries()) {
    // Of what is not written yet the sign says all.
    const reason = test === undefined || test.outcome === "not-started" ? "" : reasonText(test);
    if (reason === "" || left.sayings === 0) continue;
    left.sayings--;
    said.push([law, texts.place(shortLine(reason, SAID_MAX) + placeOf(test?.failure))]);
  }
  const { failure } = step;
  return {
    laws: tests.map((test) => (test?.outcome ?? "failed").charAt(0)).join(""),
    said,
    ...(failure === undefined
      ? {}
      : { failure: texts.place(shortLine(failure.message, PROBLEM_MAX) + placeOf(failure)) }),
  };
}

/** The line of the submission's, where it is known. */
function placeOf(failure: Failure | undefined): string {
  if (failure?.place === undefined) return "";
  return ` · ${shortLine(failure.place.file, PLACE_MAX)}:${failure.place.line}`;
}

/** As the first report says that has them. */
function titlesOf({ steps }: Lab, at: number, rows: readonly ClassRow[]): readonly string[] {
  const { id, tests: ids } = steps[at]!;
  const graded = rows.flatMap(({ report }) => report?.steps.find((step) => step.id === id) ?? []);
  return ids.map((law) => {
    const test = graded[0]?.tests.find((each) => each.id === law);
    return shortLine(test?.title ?? law, TITLE_MAX);
  });
}

/** Texts, each kept once. */
class Texts {
  readonly #places = new Map<string, number>();

  place(text: string): number {
    const before = this.#places.get(text);
    if (before !== undefined) return before;
    this.#places.set(text, this.#places.size);
    return this.#places.size - 1;
  }

  get all(): readonly string[] {
    return [...this.#places.keys()];
  }
}
