import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key that was made since then is found by the walk, and saved",
  story:
    "Before a command runs its keys are saved, which is what the picture needs, and so " +
    "nothing is done after it. The walk comes by the new ones later. A key that was " +
    "deleted and made again is in the file twice, and redis-server refuses to load that.",
  step: "snapshot",
  file: "snapshot.ts",
  find: "      if (entry !== undefined) entry.savedIn = this.#number;",
  replace: "      if (entry !== undefined) entry.savedIn += 0;",
} satisfies Mutant;
