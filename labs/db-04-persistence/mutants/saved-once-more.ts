import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the walk saves what a command had saved already",
  story:
    "The mark is set, and looked at only where a command comes. A key that was changed is " +
    "in the file twice, the old value and the new.",
  step: "snapshot",
  file: "snapshot.ts",
  find: ["      this.#save(entry);", "      return true;"].join("\n"),
  replace: ["      this.#put(this.#format.entry(entry));", "      return true;"].join("\n"),
} satisfies Mutant;
