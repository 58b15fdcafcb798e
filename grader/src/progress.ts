/**
 * What a learner has done: one readable file, .labs/progress.json, that git ignores.
 *
 *   { "version": 1,
 *     "labs": { "db-01": { "steps": { "encode": {
 *       "tests": { "simple-string": { "last": "passed", "at": …, "firstPassed": …, "hint": "Simple strings" } },
 *       "hintsShown": { "Simple strings": 2 },
 *       "revealed": "2026-11-21T07:17:00.000Z" } } } } }
 *
 * - Written whole, set aside where it is damaged: see kept-file.ts.
 * - Ids are for ever. What the manifest does not know is kept and not counted.
 *
 * Left out: history. It is the last outcome that counts, and when a law first held.
 */
import { join } from "node:path";
import { z } from "zod";
import { KeptFile } from "./kept-file.ts";
import type { StepResult } from "./verdict.ts";

const VERSION = 1;

const testSchema = z.looseObject({
  last: z.enum(["passed", "failed", "not-started", "inconclusive", "skipped"]),
  /** When that was. */
  at: z.string(),
  firstPassed: z.string().optional(),
  /** The heading under which its hints stand. */
  hint: z.string().optional(),
});

const stepSchema = z.looseObject({
  tests: z.record(z.string(), testSchema).default({}),
  /** By heading, how many levels have been shown. */
  hintsShown: z.record(z.string(), z.number().int().nonnegative()).default({}),
  revealed: z.string().optional(),
});

const labSchema = z.looseObject({ steps: z.record(z.string(), stepSchema).default({}) });

const progressSchema = z.looseObject({
  version: z.literal(VERSION),
  labs: z.record(z.string(), labSchema).default({}),
});

export type Progress = z.infer<typeof progressSchema>;
export type StepProgress = z.infer<typeof stepSchema>;
export type TestProgress = z.infer<typeof testSchema>;

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

  /** Keeps what grading a step found out. */
  async saveStep(labId: string, result: StepResult): Promise<Progress> {
    const at = this.#now().toISOString();
    return this.#kept.update((progress) => {
      const { tests } = stepOf(progress, labId, result.id);
      for (const { id, outcome, hint } of result.tests) {
        const first = tests[id]?.firstPassed ?? (outcome === "passed" ? at : undefined);
        const heading = hint === "" ? tests[id]?.hint : hint;
        tests[id] = {
          ...tests[id],
          last: outcome,
          at,
          ...(first === undefined ? {} : { firstPassed: first }),
          ...(heading === undefined ? {} : { hint: heading }),
        };
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
}

function stepOf(progress: Progress, labId: string, stepId: string): StepProgress {
  progress.labs[labId] ??= { steps: {} };
  const { steps } = progress.labs[labId];
  steps[stepId] ??= { tests: {}, hintsShown: {} };
  return steps[stepId];
}
