import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "HINCRBY writes the new digits over the old ones where they are as many",
  story:
    "No new array, no new entry. The reply to an HGET that waits for a slow reader then shows " +
    "a number that came after it.",
  step: "collections",
  file: "hash-commands.ts",
  find: [
    "  hash.set(field!, integerText(sum));",
    "  keep(keyspace, key!, hash, 1);",
    "  return integer(sum);",
  ].join("\n"),
  replace: [
    "  const digits = integerText(sum);",
    "  if (text?.length === digits.length) text.set(digits);",
    "  else hash.set(field!, digits);",
    "  keep(keyspace, key!, hash, 1);",
    "  return integer(sum);",
  ].join("\n"),
} satisfies Mutant;
