import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an attribute is whole when its entries are",
  story:
    "It looks like a map with another first byte, and is read like one. Inside an array it " +
    "then takes the place of an item, and everything after it is shifted by one.",
  step: "resp3",
  file: "decode.ts",
  find: "const missing = type === BAR ? values + 1 : values;",
  replace: "const missing = values;",
} satisfies Mutant;
