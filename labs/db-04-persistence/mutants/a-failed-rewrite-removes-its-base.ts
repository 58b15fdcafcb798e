import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a base is removed when the manifest could not be made durable, though it may be named",
  story:
    "The rewrite failed, so its files go. But the manifest was renamed already, and only " +
    "the sync of the directory has failed: the next start reads the new manifest, and " +
    "what it names is not there.",
  step: "hybrid",
  file: "append-only-directory.ts",
  find: [
    "      if (this.#manifest.base !== base) this.#remove(base.name);",
    "      throw error;",
  ].join("\n"),
  replace: ["      this.#remove(base.name);", "      throw error;"].join("\n"),
} satisfies Mutant;
