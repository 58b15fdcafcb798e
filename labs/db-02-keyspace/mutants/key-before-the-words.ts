import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "EXPIRE on a missing key replies 0 before it reads its options",
  story:
    "No key, nothing to do. A typing error in the options then shows on the day on which " +
    "the key is there.",
  step: "expiry",
  file: "expiry-commands.ts",
  find: ["  const options = expireOptions(words);", "  const { now } = keyspace;", ""].join("\n"),
  replace: [
    "  if (keyspace.get(key!) === undefined) return integer(0);",
    "  const options = expireOptions(words);",
    "  const { now } = keyspace;",
    "",
  ].join("\n"),
} satisfies Mutant;
