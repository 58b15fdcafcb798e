import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "space is the tables to what was written, and not to what can be read",
  story: "So a store of a single key that is written a million times takes no space at all.",
  step: "amplification",
  file: "amplification.ts",
  find: "space: tables / liveBytes",
  replace: "space: tables / userBytes",
} satisfies Mutant;
