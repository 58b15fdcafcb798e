import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a streamed map may end after a key",
  story:
    "A map that declares its count cannot have half an entry; one that is streamed can, and " +
    "nobody looks. The last key disappears without an error.",
  step: "resp3",
  file: "open-frames.ts",
  find: "if (!frame.streamed || halfEntry) {",
  replace: "if (!frame.streamed) {",
} satisfies Mutant;
