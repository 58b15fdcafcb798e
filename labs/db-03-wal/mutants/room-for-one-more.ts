import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a record is written while no more than unsyncedBytesMax are unsynced",
  story:
    "At most, or fewer than. The bound that recovery proves its case with is off by a " +
    "byte, which no test with round numbers of records shows.",
  step: "segments",
  file: "log.ts",
  find: "    return size - durableBytes >= this.#settings.unsyncedBytesMax;",
  replace: "    return size - durableBytes > this.#settings.unsyncedBytesMax;",
} satisfies Mutant;
