import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "old files are removed before the new manifest is there",
  story:
    "The new base is durable, and holds all that the old files hold. So they can go, and " +
    "the manifest is put right. A crash between the two finds a manifest of files that " +
    "are gone.",
  step: "hybrid",
  file: "append-only-directory.ts",
  find: [
    "      await saveSnapshot(this.#disk, this.#path(base), snapshot, pause);",
    "      const increments",
  ].join("\n"),
  replace: [
    "      await saveSnapshot(this.#disk, this.#path(base), snapshot, pause);",
    "      if (this.#manifest.base !== undefined) this.#remove(this.#manifest.base.name);",
    "      const increments",
  ].join("\n"),
} satisfies Mutant;
