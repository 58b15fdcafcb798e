import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "A candidate that was used since it was drawn is none, whatever the policy looks at",
  story:
    "Under volatile-ttl the deadline decides, and under LFU how often. One GET on the way, " +
    "and a key that dies in a second stays while one that has an hour goes.",
  step: "eviction",
  file: "eviction.ts",
  find: `    this.#candidates.splice(at, 0, { entry, score });
    if (this.#candidates.length > POOL_SIZE) this.#candidates.shift();
  }
}

/** @solution */
type Candidate = { readonly entry: Entry; readonly score: number };

/** @solution */
function isStill({ entry, score }: Candidate, withDeadline: boolean, keyspace: Keyspace): boolean {
  if (!keyspace.holds(entry) || (withDeadline && entry.deadline === undefined)) return false;`,
  replace: `    this.#candidates.splice(at, 0, { entry, score, usedAt: entry.usedAt });
    if (this.#candidates.length > POOL_SIZE) this.#candidates.shift();
  }
}

/** @solution */
type Candidate = { readonly entry: Entry; readonly score: number; readonly usedAt: number };

/** @solution */
function isStill(
  { entry, score, usedAt }: Candidate,
  withDeadline: boolean,
  keyspace: Keyspace,
): boolean {
  if (entry.usedAt !== usedAt) return false;
  if (!keyspace.holds(entry) || (withDeadline && entry.deadline === undefined)) return false;`,
} satisfies Mutant;
