import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "INCR drops the deadline",
  story:
    "A counter is read, added to and set; and SET drops the deadline. A limit of so many " +
    "requests a minute then never starts anew, and after a while nobody gets in.",
  step: "expiry",
  file: "counter-commands.ts",
  find: "  keyspace.replace(key, stringValue(integerText(sum)));",
  replace: "  keyspace.put(key, stringValue(integerText(sum)));",
} satisfies Mutant;
