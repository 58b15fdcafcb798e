/**
 * A class: every submission of a folder, graded at as many desks as there are cores, and kept row by row.
 *
 *     names ──▶ row there, on this basis? ──yes──▶ kept
 *                        │ no
 *                        ▼
 *               a desk that is free ──▶ steps ──▶ row ──▶ file
 *
 * Every submission is graded with the same seed, and alone at its desk: their order and their number change no row.
 * Where the grader itself fails on one, its row says so, the desk is made anew for the next, and the next run of the
 * class grades it again.
 */
import { join } from "node:path";
import { codeDigest } from "../digest.ts";
import { gradingReport } from "../reports/grading.ts";
import { replay } from "../reports/replay.ts";
import { GraderFault } from "../run/grader.ts";
import { dependenciesOf } from "../selection.ts";
import { type StepResult, stepOutcome } from "../verdict.ts";
import { type ClassPlan, Desk, type DeskResult } from "./desk.ts";
import type { Basis, ClassRow } from "./row.ts";
import type { Rows } from "./rows.ts";
import { fingerprint, readSubmission, type Submission } from "./submissions.ts";
import { pointsMaxOf } from "./tables.ts";

/** How often a submission is graded on which a law could not tell: the machine may have been busy. */
const TRIES_MAX = 3;

export type ClassEvent =
  | { readonly kind: "started"; readonly name: string }
  | { readonly kind: "finished"; readonly row: ClassRow; readonly isKept: boolean };

/** Where a submission is graded: a desk; replaced by a canned one in tests. */
export type OpenDesk = (plan: ClassPlan) => Pick<Desk, "selection" | "grade" | "close">;

/** What the class stands on, besides the plan. */
export interface ClassOptions {
  readonly folder: string;
  readonly rows: Rows;
  readonly desks: number;
  /** The course's version, and that of Node. */
  readonly course: string;
  readonly onEvent: (event: ClassEvent) => void;
  readonly openDesk?: OpenDesk;
}

type GradingDesk = ReturnType<OpenDesk>;

export class ClassRun {
  readonly #plan: ClassPlan;
  readonly #options: ClassOptions;
  readonly #laws: string;
  readonly #desks = new Set<GradingDesk>();
  #isStopped = false;

  constructor(plan: ClassPlan, options: ClassOptions) {
    this.#plan = plan;
    this.#options = options;
    this.#laws = lawsDigest(plan);
  }

  /** Grades these, or finds what was graded before. */
  async grade(names: readonly string[]): Promise<readonly ClassRow[]> {
    const left = [...names];
    const rows: ClassRow[] = [];
    const work = async (): Promise<void> => {
      const desk = this.#options.openDesk?.(this.#plan) ?? new Desk(this.#plan);
      this.#desks.add(desk);
      try {
        for (let name = left.shift(); name !== undefined; name = left.shift()) {
          if (this.#isStopped) return;
          rows.push(await this.#row(name, desk));
        }
      } finally {
        this.#desks.delete(desk);
        await desk.close();
      }
    };
    const count = Math.min(this.#options.desks, names.length);
    try {
      await Promise.all(Array.from({ length: count }, work));
    } finally {
      await this.stop();
    }
    return rows;
  }

  /** Ends all that is being graded; it is not kept. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all([...this.#desks].map((desk) => desk.close()));
  }

  async #row(name: string, desk: GradingDesk): Promise<ClassRow> {
    const { folder, rows, onEvent } = this.#options;
    const { lab, seed } = this.#plan;
    const submission = readSubmission(folder, name, lab);
    const basis = { lab: lab.id, seed, fingerprint: fingerprint(submission), course: this.#laws };
    const kept = rows.find(name, basis);
    // What is wrong with a folder is looked at again: it costs nothing.
    const isKept = kept !== undefined && submission.problem === undefined && !kept.hasFault;
    onEvent({ kind: "started", name });
    const row = isKept ? kept : await this.#graded(submission, basis, desk);
    onEvent({ kind: "finished", row, isKept });
    return row;
  }

  async #graded(submission: Submission, basis: Basis, desk: GradingDesk): Promise<ClassRow> {
    const { lab, isolation } = this.#plan;
    const { name, notes } = submission;
    const none = { ...basis, name, notes, points: 0, pointsMax: pointsMaxOf(lab), steps: [] };
    if (submission.problem !== undefined) {
      return this.#options.rows.write({ ...none, problem: submission.problem });
    }
    const startedAt = new Date();
    const began = performance.now();
    const found = await this.#found(submission, desk);
    if (found instanceof GraderFault) {
      const [said = ""] = found.message.split("\n");
      const problem = `the grader failed on it: ${said}`;
      return this.#options.rows.write({ ...none, isolation, problem, hasFault: true });
    }
    const report = gradingReport(
      { lab, isReference: false, selection: desk.selection },
      found.steps,
      {
        ...{ seed: basis.seed, startedAt, milliseconds: performance.now() - began },
        ...{ node: process.version, course: this.#options.course, steps: lab.steps },
        again: (step) => replay({ lab, words: standingWords(desk) }, step, basis.seed),
      },
    );
    if (found.hasTampered) {
      const problem = "changed files of the course while it was graded: no points";
      return this.#options.rows.write({ ...none, isolation, problem, report });
    }
    const { points, steps } = report;
    const own = steps.map(({ id, points, pointsMax, outcome }) => ({
      id,
      points,
      pointsMax,
      outcome,
    }));
    return this.#options.rows.write({ ...none, isolation, points, steps: own, report });
  }

  /** The verdicts, of as many tries as it takes; a fault of the grader's own leaves the desk to be made anew. */
  async #found(submission: Submission, desk: GradingDesk): Promise<DeskResult | GraderFault> {
    try {
      let found = await desk.grade(submission);
      for (let tries = 1; tries < TRIES_MAX && couldNotTell(found.steps); tries++) {
        found = await desk.grade(submission);
      }
      return found;
    } catch (error) {
      // What was stopped is not the grader's fault, and is not kept.
      if (!(error instanceof GraderFault) || this.#isStopped) throw error;
      await desk.close();
      return error;
    }
  }
}

/** A lab that stands on others is graded on their references here, and by default on the learner's own elsewhere. */
function standingWords({ selection }: GradingDesk): string {
  return selection.on.length === 0 ? "" : " on reference";
}

function couldNotTell(steps: readonly StepResult[]): boolean {
  return steps.some((step) => stepOutcome(step) === "inconclusive");
}

/** Of the laws, the grader, and what the lab stands on: other ones may give another row. */
function lawsDigest({ root, lab, labs }: ClassPlan): string {
  const grader = join(import.meta.dirname, "..");
  const machine = join(root, "node_modules/@labs/machine/src");
  const standsOn = dependenciesOf(lab, labs).flatMap(({ path }) => [
    join(path, "reference"),
    join(path, "reference.bundle.mjs"),
  ]);
  return codeDigest([join(lab.path, "tests"), grader, machine, ...standsOn]);
}
