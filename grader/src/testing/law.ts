/**
 * Registers a law as a vitest test, with its id, hint and budget in vitest's own task metadata.
 *
 * Its body is kept here too, and the grader runs this one: what vitest keeps, a submission that gets hold of vitest
 * can exchange.
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
/** By id. */
const bodies: Record<string, () => Promise<void>> = Object.create(null);

/** The laws of one step, named by its id in the manifest. */
export function step(id: string): Law {
  return (lawId, title, options, body) => {
    const budgetMs = (options.seconds ?? DEFAULT_SECONDS) * 1000;
    const labs: LawMeta = { id: lawId, step: id, hint: options.hint, budgetMs };
    const run = async () => {
      const trial = new Trial(seedOf(inject("seed"), lawId), budgetMs);
      try {
        await body(trial);
      } catch (error) {
        throw trial.explain(error);
      } finally {
        await trial.end();
      }
    };
    if (lawId in bodies) throw new Error(`there are two laws ${lawId}`);
    bodies[lawId] = run;
    test(title, { meta: { labs } }, run);
  };
}

/** Whether `step` has declared a law of this id. */
export function isLaw(id: string): boolean {
  return id in bodies;
}

/** What runs the law of this id. */
export function bodyOf(id: string): () => Promise<void> {
  const body = bodies[id];
  if (body === undefined) throw new Error(`no law ${id} is registered`);
  return body;
}

/** One grading seed, a different stream for every law: FNV-1a over the id, folded into the seed. */
function seedOf(seed: number, id: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const unit of id) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return hash & 0x7fffffff;
}
