import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a word of SHUTDOWN that is there twice is refused",
  story:
    "A word too many looks like a mistake. Redis sets a bit for each word, and a bit that is set twice is set.",
  step: "real-server",
  file: "persistence-commands.ts",
  find: "  if (!isKnown || isMixed ||",
  replace: "  if (!isKnown || isMixed || words.size < args.length ||",
} satisfies Mutant;
