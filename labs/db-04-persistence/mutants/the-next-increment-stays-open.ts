import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "where a switch fails the handle of the new increment is kept",
  story:
    "The old file has failed, and the error goes its way. Nobody is left who knows of the " +
    "new file.",
  step: "hybrid",
  file: "increment-log.ts",
  find: [
    "        this.#held = undefined;",
    "        start.file.close();",
    "        throw error;",
  ].join("\n"),
  replace: ["        this.#held = undefined;", "        throw error;"].join("\n"),
} satisfies Mutant;
