import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key that dies or is evicted is not logged",
  story:
    "Whoever loads the log finds its deadline passed and removes it anyway. An evicted " +
    "key has no deadline; and the INCR that came after the death of a counter counts on.",
  step: "hybrid",
  file: "keeper.ts",
  find: ["    this.log?.append(removal(entry));", ""].join("\n"),
  replace: ['    if (reason === "evicted") this.log?.append(removal(entry));', ""].join("\n"),
} satisfies Mutant;
