import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "of a key that is there twice, the later value wins",
  story:
    "The keyspace has put for that. But no server writes a key twice: a byte of the one" +
    " or the other key was another, and a key is missing that nobody misses. Redis ends" +
    " the process.",
  step: "rdb-decode",
  file: "rdb-reader.ts",
  find: ['  if (!keys.add(key)) input.fail(at, "a key that is there twice");', ""].join("\n"),
  replace: ["  keys.add(key);", ""].join("\n"),
} satisfies Mutant;
