/**
 * Declares laws, and a learner's own tests. The grader runs them from here; vitest has them as tests too, so that a file
 * of them is one of its own.
 */
import { inject, test } from "vitest";
import { canaries } from "./canaries.ts";
import { Trial } from "./trial.ts";

export interface LawOptions {
  /** The heading in the step's document under which this law's hints stand. */
  readonly hint: string;
  /** How long the law may take before it counts as hanging. 5 unless said. */
  readonly seconds?: number;
}

/** A law that was declared, and what runs it. */
export interface RegisteredLaw {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly budgetMs: number;
  readonly run: () => Promise<void>;
}

declare module "vitest" {
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
/** The seed of this grading. */
export const gradingSeed = inject("seed");
const laws: RegisteredLaw[] = [];

/** Declares laws of the step that has this id in the manifest. */
export function step(_id: string): Law {
  return (id, title, options, body) => {
    if (laws.some((law) => law.id === id)) throw new Error(`there are two laws ${id}`);
    const law = registered(id, title, options, body);
    laws.push(law);
    test(title, law.run);
  };
}

export interface HuntOptions {
  /** How long the test may take before it counts as hanging. 5 unless said. */
  readonly seconds?: number;
}

type Body = (t: Trial) => void | Promise<void>;

/**
 * Declares a learner's own test, which has to hold for the reference and to fail on a bug. Its title is its name: no
 * two of a file are the same.
 */
export function hunt(title: string, body: Body): void;
export function hunt(title: string, options: HuntOptions, body: Body): void;
export function hunt(title: string, ...rest: readonly [Body] | readonly [HuntOptions, Body]): void {
  const [options, body] = rest.length === 1 ? [{}, rest[0]] : rest;
  if (typeof title !== "string" || title.trim() === "") throw new Error("a test needs a title");
  if (typeof body !== "function") throw new Error(`the test "${title}" has no function to run`);
  if (laws.some((law) => law.id === title)) {
    throw new Error(`there are two tests "${title}"; each needs a title of its own`);
  }
  const law = registered(title, title, { ...options, hint: "" }, body);
  laws.push(law);
  test(title, law.run);
}

/** The laws that have been declared, in their order. */
export function lawsOf(): readonly RegisteredLaw[] {
  return [...laws];
}

/** What no submission can make hold. */
export function canaryLaws(): readonly RegisteredLaw[] {
  return Object.entries(canaries).map(([title, body]) =>
    registered("canary", title, { hint: "" }, body),
  );
}

function registered(
  id: string,
  title: string,
  { hint, seconds = DEFAULT_SECONDS }: LawOptions,
  body: Body,
): RegisteredLaw {
  const budgetMs = seconds * 1000;
  const run = async () => {
    const trial = new Trial(seedOf(gradingSeed, id), budgetMs);
    try {
      await body(trial);
    } catch (error) {
      throw trial.explain(error);
    } finally {
      await trial.end();
    }
  };
  return Object.freeze({ id, title, hint, budgetMs, run });
}

/** One grading seed, a different stream for every law: FNV-1a over the id, folded into the seed. */
function seedOf(seed: number, id: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const unit of id) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return hash & 0x7fffffff;
}
