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
 * - Written whole, by rename, under a lock that all who write take: a run that is killed leaves the file as it was
 *   or as it was to be, and two at once lose nothing of each other's.
 * - A file that cannot be read is renamed aside, with a message. One of a newer version is left alone.
 * - A disk that cannot be written is a message; what happened is then known to this run only.
 * - Ids are for ever. What the manifest does not know is kept and not counted.
 *
 * Left out: history. It is the last outcome that counts, and when a law first held. When somebody worked is in
 * .labs/activity.jsonl (activity.ts).
 */
import { mkdirSync, readFileSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { lock } from "proper-lockfile";
import writeFileAtomic from "write-file-atomic";
import { z } from "zod";
import { type KeptFailure, keptFailureSchema, stepFailure, testFailure } from "./failures.ts";
import type { Lab } from "./manifest.ts";
import { shortLine } from "./screen/text.ts";
import type { StepResult } from "./verdict.ts";

const VERSION = 1;
/** A lock that a killed run left is taken over after this. */
const LOCK_STALE_MS = 5_000;
const LOCK_RETRY_MS = 40;
const LOCK_WAIT_MAX_MS = 20_000;

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

/** A file of a version that this program does not know. */
class NewerVersion extends Error {
  override readonly name = "NewerVersion";
}

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
  readonly #warn: (message: string) => void;
  readonly #now: () => Date;
  readonly #warned = new Set<string>();
  /** Set once the file cannot be written: what this run knows. */
  #unsaved: Progress | undefined;

  constructor(root: string, { warn, now = () => new Date() }: ProgressOptions) {
    this.file = join(root, ".labs", "progress.json");
    this.#warn = warn;
    this.#now = now;
  }

  /** What is known now. Never throws. */
  async read(): Promise<Progress> {
    if (this.#unsaved !== undefined) return this.#unsaved;
    try {
      return this.#load();
    } catch (error) {
      return error instanceof NewerVersion
        ? this.#keepUnsaved(error, empty())
        : this.#update(() => {});
    }
  }

  /** Keeps what grading a step found out. @param again the command that replays it */
  async saveStep(labId: string, result: StepResult, again = ""): Promise<Progress> {
    const at = this.#now().toISOString();
    return this.#update((progress) => {
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
    return this.#update((progress) => {
      const { hintsShown } = stepOf(progress, labId, stepId);
      hintsShown[heading] = Math.max(shown, hintsShown[heading] ?? 0);
    });
  }

  /** Keeps that the reference of a step was shown, and when first. */
  async saveReveal(labId: string, stepId: string): Promise<Progress> {
    return this.#update((progress) => {
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
    return this.#update((progress) => {
      const kept = labOf(progress, lab.id);
      kept.marks ??= {};
      if (isDone) kept.marks[mark] ??= this.#now().toISOString();
      else delete kept.marks[mark];
    });
  }

  async #update(change: (progress: Progress) => void): Promise<Progress> {
    if (this.#unsaved === undefined) {
      try {
        return await this.#updateFile(change);
      } catch (error) {
        this.#unsaved = this.#keepUnsaved(error as Error, this.#loadOrEmpty());
      }
    }
    change(this.#unsaved);
    return this.#unsaved;
  }

  async #updateFile(change: (progress: Progress) => void): Promise<Progress> {
    mkdirSync(dirname(this.file), { recursive: true });
    const release = await lock(this.file, {
      realpath: false,
      stale: LOCK_STALE_MS,
      retries: { retries: LOCK_WAIT_MAX_MS / LOCK_RETRY_MS, minTimeout: LOCK_RETRY_MS, factor: 1 },
      onCompromised: (error) => this.#warnOnce(`Progress may not be complete: ${error.message}`),
    });
    try {
      const progress = this.#loadOrSetAside();
      change(progress);
      await writeFileAtomic(this.file, `${JSON.stringify(progress, null, 2)}\n`);
      return progress;
    } finally {
      await release().catch(() => {});
    }
  }

  /** To be called under the lock: nobody else may have mended the file meanwhile. */
  #loadOrSetAside(): Progress {
    try {
      return this.#load();
    } catch (error) {
      if (error instanceof NewerVersion) throw error;
      const aside = this.file.replace(/json$/, `damaged-${stamp(this.#now())}.json`);
      renameSync(this.file, aside);
      this.#warnOnce(
        `${this.file} cannot be read (${(error as Error).message}).\n` +
          `It was set aside as ${aside}; what grading finds from now on goes to a new file.`,
      );
      return empty();
    }
  }

  /** @throws what is wrong with the file; an absent one is an empty one. */
  #load(): Progress {
    let text: string;
    try {
      text = readFileSync(this.file, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return empty();
      throw error;
    }
    const json: unknown = JSON.parse(text);
    const version = (json as { version?: unknown } | null)?.version;
    if (typeof version === "number" && version > VERSION) {
      throw new NewerVersion(
        `${this.file} is of version ${version}, and this course writes ${VERSION}`,
      );
    }
    const parsed = progressSchema.safeParse(json);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new Error(`${issue?.path.join(".") || "the whole file"}: ${issue?.message}`);
  }

  #loadOrEmpty(): Progress {
    try {
      return this.#load();
    } catch {
      return empty();
    }
  }

  #keepUnsaved(error: Error, progress: Progress): Progress {
    this.#warnOnce(`Progress is not saved: ${error.message}`);
    this.#unsaved = progress;
    return progress;
  }

  #warnOnce(message: string): void {
    if (this.#warned.has(message)) return;
    this.#warned.add(message);
    this.#warn(message);
  }
}

function empty(): Progress {
  return { version: VERSION, labs: {} };
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

function stamp(date: Date): string {
  return date.toISOString().replace(/[:.]/g, "-");
}
