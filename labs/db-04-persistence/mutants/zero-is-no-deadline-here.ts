import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a deadline of 0 is taken for none",
  story: "if (deadline), and the key that was to die in 1970 lives for ever.",
  step: "snapshot",
  file: "aof-format.ts",
  find: "    if (deadline !== undefined) requests.push",
  replace: "    if (deadline) requests.push",
} satisfies Mutant;
