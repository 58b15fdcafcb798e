import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "nobody is ever stopped",
  story:
    "To slow down should do, one thinks. The wait is one pause a write, and a large merge takes " +
    "thousands.",
  step: "pressure",
  file: "pressure.ts",
  find: `return "stop"`,
  replace: `return "slow"`,
} satisfies Mutant;
