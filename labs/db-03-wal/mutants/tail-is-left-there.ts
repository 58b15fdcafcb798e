import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what a crash left behind the last record is not cut off, but written over",
  story:
    "The next records overwrite it. They are shorter than what is there, and what sticks " +
    "out behind them is read as soon as one ends where an old one began.",
  step: "segments",
  file: "recovery.ts",
  find: `  file.truncate(end);
  file.truncate(end + 1);
  file.truncate(end);
`,
  replace: "",
} satisfies Mutant;
