import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SRANDMEMBER with a count copies and shuffles the whole set, for two members of a million",
  story: "Right, fair, and short. Every client waits while a million members are copied.",
  step: "real-clients",
  file: "set-random-commands.ts",
  find: "if (count * 3 > source.size)",
  replace: "if (count > 0)",
} satisfies Mutant;
