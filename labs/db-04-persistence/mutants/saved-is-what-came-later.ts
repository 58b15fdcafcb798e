import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "after a save nothing counts as unsaved, though commands ran during it",
  story:
    "The save is done, so nothing is unsaved. What was changed while it was written is " +
    "not in it, and no save point will ever be reached because of it.",
  step: "hybrid",
  file: "keeper.ts",
  find: ["        this.#savedChanges = changes;", ""].join("\n"),
  replace: ["        this.#savedChanges = Math.max(changes, keyspace.changes);", ""].join("\n"),
} satisfies Mutant;
