import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "of a time told twice the first counts",
  story:
    "Somebody wraps SET and puts a default EX in front of what the caller passes. Redis " +
    "lets the last one win, so that this works.",
  step: "strings",
  file: "string-options.ts",
  find: ['      found = { kind: "until", amount, form };', ""].join("\n"),
  replace: ['      found ??= { kind: "until", amount, form };', ""].join("\n"),
} satisfies Mutant;
