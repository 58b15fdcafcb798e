import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a map's count is of keys and values together",
  story:
    "RESP2 said a map as an array of twice as many items, and the count is kept when only " +
    "the first byte is changed. The reader waits for entries that never come and takes the " +
    "next replies for them.",
  step: "resp3",
  file: "encode-resp3.ts",
  find: "{entries.length}",
  replace: "{entries.length * 2}",
} satisfies Mutant;
