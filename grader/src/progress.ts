/**
 * What a learner has done: one readable file, .labs/progress.json, that git ignores.
 *
 *   { "version": 1,
 *     "labs": { "db-01": { "steps": { "encode": {
 *       "tests": { "simple-string": { "last": "passed", "at": …, "firstPassed": …, "hint": "Simple strings" } },
 *       "hintsShown": { "Simple strings": 2 },
 *       "revealed": "2026-11-21T07:17:00.000Z" } },
 *     "marks": { "concepts": "2026-11-20T18:02:11.000Z" } } } }
 *
 * Beside a test that is not green stands what was said of it, until it is (failures.ts); beside a step, why nothing of
 * it could run. Marks are what a learner says to have done: reading, exercises (dashboard/marks.ts).
 *
 * - Written whole, set aside where it is damaged: see kept-file.ts.
 * - Ids are for ever. What the manifest does not know is kept and not counted.
 *
 * Left out: history. It is the last outcome that counts, and when a law first held. When somebody worked is in
 * .labs/activity.jsonl (activity.ts).
 */
import { join } from "node:path";
import { z } from "zod";
import { type KeptFailure, keptFailureSchema, stepFailure, testFailure } from "./failures.ts";
import { KeptFile } from "./kept-file.ts";
import type { Lab } from "./manifest.ts";
import { shortLine } from "./screen/text.ts";
import type { StepResult } from "./verdict.ts";

const VERSION = 1;

/** One that is not as it should be is none: it is told again by the next grading. */
const keptFailure = keptFailureSchema.optional().catch(undefined);

const testSchema = z.looseObject({
  last: z.enum(["passed", "failed", "not-started", "inconclusive", "skipped"]),
  /** When that was. */
  at: z.string(),
  firstPassed: z.string().optional(),
  /** The heading under which its hints stand. */
  hint: z.string().optional(),
  failure: keptFailure,
});

const stepSchema = z.looseObject({
  tests: z.record(z.string(), testSchema).default({}),
  /** By heading, how many levels have been shown. */
  hintsShown: z.record(z.string(), z.number().int().nonnegative()).default({}),
  revealed: z.string().optional(),
  failure: keptFailure,
});

const labSchema = z.looseObject({
  steps: z.record(z.string(), stepSchema).default({}),
  /** By id of the mark, when it was made. */
  marks: z.record(z.string(), z.string()).optional(),
});

const progressSchema = z.looseObject({
  version: z.literal(VERSION),
  labs: z.record(z.string(), labSchema).default({}),
});

export type Progress = z.infer<typeof progressSchema>;
export type StepProgress = z.infer<typeof stepSchema>;
type LabProgress = z.infer<typeof labSchema>;
export type TestProgress = z.infer<typeof testSchema>;

/** A mark that the lab does not have; the message is for who asked. */
export class UnknownMark extends Error {
  override readonly name = "UnknownMark";
}

export interface ProgressOptions {
  /** Told once each what the learner should know: a file set aside, a disk that cannot be written. */
  readonly warn: (message: string) => void;
  readonly now?: () => Date;
}

export class ProgressStore {
  /** .labs/progress.json */
  readonly file: string;
  readonly #kept: KeptFile<Progress>;
  readonly #now: () => Date;

  constructor(root: string, { warn, now = () => new Date() }: ProgressOptions) {
    this.file = join(root, ".labs", "progress.json");
    this.#now = now;
    this.#kept = new KeptFile({
      file: this.file,
      schema: progressSchema,
      version: VERSION,
      empty: () => ({ version: VERSION, labs: {} }),
      holds: "Progress",
      finds: "what grading finds",
      warn,
      now,
    });
  }

  /** What is known now. Never throws. */
  async read(): Promise<Progress> {
    return this.#kept.read();
  }

  /** Keeps what grading a step found out. @param again the command that replays it */
  async saveStep(labId: string, result: StepResult, again = ""): Promise<Progress> {
    const at = this.#now().toISOString();
    return this.#kept.update((progress) => {
      const step = stepOf(progress, labId, result.id);
      keepFailure(step, stepFailure(result, again));
      const { tests } = step;
      for (const test of result.tests) {
        const { id, outcome, hint } = test;
        const first = tests[id]?.firstPassed ?? (outcome === "passed" ? at : undefined);
        const heading = hint === "" ? tests[id]?.hint : hint;
        tests[id] = {
          ...tests[id],
          last: outcome,
          at,
          ...(first === undefined ? {} : { firstPassed: first }),
          ...(heading === undefined ? {} : { hint: heading }),
        };
        keepFailure(tests[id], testFailure(test, again));
      }
    });
  }

  /** Keeps that `shown` levels under `heading` have been shown. */
  async saveHint(labId: string, stepId: string, heading: string, shown: number): Promise<Progress> {
    return this.#kept.update((progress) => {
      const { hintsShown } = stepOf(progress, labId, stepId);
      hintsShown[heading] = Math.max(shown, hintsShown[heading] ?? 0);
    });
  }

  /** Keeps that the reference of a step was shown, and when first. */
  async saveReveal(labId: string, stepId: string): Promise<Progress> {
    return this.#kept.update((progress) => {
      stepOf(progress, labId, stepId).revealed ??= this.#now().toISOString();
    });
  }

  /** Keeps that a mark was made, and when first; or takes it back. @throws UnknownMark where the lab has none such */
  async saveMark(lab: Lab, mark: string, isDone: boolean): Promise<Progress> {
    // What reads documents is not loaded by who grades.
    const { marksOf } = await import("./dashboard/marks.ts");
    if (!marksOf(lab).some(({ id }) => id === mark)) {
      throw new UnknownMark(`${lab.id} has no mark "${shortLine(mark, 60)}".`);
    }
    return this.#kept.update((progress) => {
      const kept = labOf(progress, lab.id);
      kept.marks ??= {};
      if (isDone) kept.marks[mark] ??= this.#now().toISOString();
      else delete kept.marks[mark];
    });
  }
}

function labOf(progress: Progress, labId: string): LabProgress {
  progress.labs[labId] ??= { steps: {} };
  return progress.labs[labId];
}

function keepFailure(kept: { failure?: KeptFailure | undefined }, failure?: KeptFailure): void {
  if (failure === undefined) delete kept.failure;
  else kept.failure = failure;
}

function stepOf(progress: Progress, labId: string, stepId: string): StepProgress {
  const { steps } = labOf(progress, labId);
  steps[stepId] ??= { tests: {}, hintsShown: {} };
  return steps[stepId];
}
