import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key without a deadline any more stays among those with one",
  story:
    "Two dicts that must agree, and one place that forgets. The cycle and eviction draw " +
    "from the second: sooner or later they remove a key that was made to last.",
  step: "expiry",
  file: "keyspace.ts",
  find: [
    "    else if (entry.deadline !== undefined) this.#deadlines.delete(entry.key);",
    "    entry.deadline = deadline;",
  ].join("\n"),
  replace: "    entry.deadline = deadline;",
} satisfies Mutant;
