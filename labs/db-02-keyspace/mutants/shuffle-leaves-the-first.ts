import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "A shuffle never moves the first item",
  story:
    "Fisher and Yates end at index 1, and the draw must include 0. Off by one, and the first " +
    "member is popped whenever more than a third is asked for.",
  step: "real-clients",
  file: "set-random-commands.ts",
  find: "const j = random.below(i + 1);",
  replace: "const j = 1 + random.below(i);",
} satisfies Mutant;
