import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "GT accepts the same deadline again",
  story:
    "Greater or equal, who will notice? The log does: each refresh that changes nothing " +
    "is one more change.",
  step: "expiry",
  file: "expiry-commands.ts",
  find: 'options.has("gt") && after <= current',
  replace: 'options.has("gt") && after < current',
} satisfies Mutant;
