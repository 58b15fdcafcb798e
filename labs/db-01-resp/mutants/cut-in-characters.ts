import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an unknown command's name is cut to 128 characters instead of bytes",
  story:
    "The name is decoded first and cut then. In ASCII it is the same; a name in Greek is " +
    "shown twice as long as Redis's `%.128s` would.",
  step: "errors",
  file: "commands.ts",
  find: '"" : textOf(name.subarray(0, MAX_SHOWN_BYTES));',
  replace: '"" : textOf(name).slice(0, MAX_SHOWN_BYTES);',
} satisfies Mutant;
