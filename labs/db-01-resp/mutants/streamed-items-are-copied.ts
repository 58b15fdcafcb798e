import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each item of a streamed aggregate copies all that came before it",
  story:
    "Nobody knows how many items will come, and a list that is never changed is easy to " +
    "reason about: each item makes a new one. A stream of ten items shows nothing; one of a " +
    "hundred thousand copies five thousand million.",
  step: "resp3",
  file: "open-frames.ts",
  find: "      frame.items.push(value);",
  replace: [
    "      if (frame.streamed && frame.type !== DOLLAR) frame.items = [...frame.items, value];",
    "      else frame.items.push(value);",
  ].join("\n"),
} satisfies Mutant;
