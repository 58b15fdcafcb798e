import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an iterator that is closed twice gives back twice",
  story: "A finally and a return, each closing: common, and allowed.",
  step: "cached-tables",
  file: "table-cache.ts",
  find: ["    this.#lease = undefined;", ""].join("\n"),
  replace: "",
} satisfies Mutant;
