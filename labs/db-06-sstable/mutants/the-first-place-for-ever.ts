import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the first place of four bytes is remembered, not the last",
  story:
    "Behind the first 64 KiB what repeats itself is compared with what is too far away, and " +
    "nothing is found any more.",
  step: "snappy",
  file: "snappy.ts",
  find: `    places[slot] = at;
`,
  replace: `    if (found === 0) places[slot] = at;
`,
} satisfies Mutant;
