import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "setting a key again replaces the key object as well",
  story:
    "Keys are equal, so it does not matter which is kept. It does to those who kept the " +
    "first: here an entry in the keyspace holds its own key, and after a while the dict and " +
    "the entry hold two copies of every key that is written often.",
  step: "dict",
  file: "dict.ts",
  find: ["      found.value = value;", "      return false;"].join("\n"),
  replace: [
    "      this.delete(found.key);",
    "      this.set(key, value);",
    "      return false;",
  ].join("\n"),
} satisfies Mutant;
