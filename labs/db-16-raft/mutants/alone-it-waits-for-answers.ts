import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a machine alone commits when an answer comes",
  story:
    "Commits are looked for where answers arrive, and there is nobody to answer. Everybody " +
    "begins with a cluster of one.",
  step: "commitment",
  file: "leadership.ts",
  find: ["    if (this.#progress.size === 0) this.#commit();", ""].join("\n"),
  replace: "",
} satisfies Mutant;
