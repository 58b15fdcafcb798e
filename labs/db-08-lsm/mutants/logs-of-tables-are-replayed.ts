import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "all logs that are there are replayed",
  story: "A log could not be removed after its flush. Its old values come back, over newer ones.",
  step: "recovery",
  file: "recovery.ts",
  find: `    .filter((number) => number >= logNumber || number === prevLogNumber)
`,
  replace: `    .filter((number) => number >= 0 * logNumber || number === prevLogNumber)
`,
} satisfies Mutant;
