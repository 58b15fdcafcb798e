import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "NX told twice is NX with another option",
  story:
    "Counting words is easier than knowing them. Redis collects flags, and a flag that is " +
    "set twice is set.",
  step: "expiry",
  file: "expiry-commands.ts",
  find: 'options.has("nx") && options.size > 1',
  replace: 'options.has("nx") && words.length > 1',
} satisfies Mutant;
