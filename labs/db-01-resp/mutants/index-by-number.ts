import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SELECT takes the empty word, 00 and 0x0 for database 0",
  story:
    "Number turns an empty string and all kinds of zeros into 0. Redis reads the index with " +
    "string2ll, which has one spelling for each number.",
  step: "real-clients",
  file: "base-commands.ts",
  find: '  if (index === "0") return simpleString("OK");',
  replace: '  if (Number(index) === 0) return simpleString("OK");',
} satisfies Mutant;
