/**
 * Registers a law as a vitest test, with its id, hint and budget in vitest's own task metadata.
 */
import { inject, test } from "vitest";
import { Trial } from "./trial.ts";

export interface LawOptions {
  /** The heading in the step's document under which this law's hints stand. */
  readonly hint: string;
  /** How long the law may take before it counts as hanging. 5 unless said. */
  readonly seconds?: number;
}

/** What the grader reads of a test. */
export interface LawMeta {
  readonly id: string;
  readonly step: string;
  readonly hint: string;
  readonly budgetMs: number;
}

declare module "vitest" {
  interface TaskMeta {
    labs?: LawMeta;
  }
  interface ProvidedContext {
    /** The seed of this grading. */
    seed: number;
  }
}

export type Law = (
  id: string,
  title: string,
  options: LawOptions,
  body: (t: Trial) => void | Promise<void>,
) => void;

const DEFAULT_SECONDS = 5;

/** The laws of one step, named by its id in the manifest. */
export function step(id: string): Law {
  return (lawId, title, options, body) => {
    const budgetMs = (options.seconds ?? DEFAULT_SECONDS) * 1000;
    const labs: LawMeta = { id: lawId, step: id, hint: options.hint, budgetMs };
    test(title, { meta: { labs } }, async () => {
      const trial = new Trial(seedOf(inject("seed"), lawId), budgetMs);
      try {
        await body(trial);
      } catch (error) {
        throw trial.explain(error);
      } finally {
        await trial.end();
      }
    });
  };
}

/** One grading seed, a different stream for every law: FNV-1a over the id, folded into the seed. */
function seedOf(seed: number, id: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const unit of id) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return hash & 0x7fffffff;
}
