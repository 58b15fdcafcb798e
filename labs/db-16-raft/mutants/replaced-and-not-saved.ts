import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what takes the place of saved entries is not told to be saved",
  story:
    "The log in memory is right and that on the disk is another. It shows when the machine " +
    "dies, and answers by entries that it had given up.",
  step: "roles",
  file: "log.ts",
  find: ["    this.#unsaved = Math.min(this.#unsaved, index);", ""].join("\n"),
  replace: "",
} satisfies Mutant;
