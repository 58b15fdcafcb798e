import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title:
    "an increment is removed when the manifest could not be made durable, though it may be named",
  story:
    "Clean up what was made when something fails: the best of habits, but the manifest " +
    "that names the increment may be the one that the next start finds.",
  step: "hybrid",
  file: "append-only-directory.ts",
  find: [
    "      start.file.close();",
    "      if (!this.#manifest.increments.includes(increment)) this.#remove(increment.name);",
  ].join("\n"),
  replace: ["      start.file.close();", "      this.#remove(increment.name);"].join("\n"),
} satisfies Mutant;
