import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "Eviction refuses when every candidate of the pool was used since it was drawn",
  story:
    "A small cache whose keys are all in the pool, and all read: nobody is drawn anew, and a server full of keys that may go answers OOM.",
  step: "eviction",
  file: "eviction.ts",
  find: `    for (;;) {
`,
  replace: `    for (let turn = 0; turn === 0; turn++) {
`,
} satisfies Mutant;
