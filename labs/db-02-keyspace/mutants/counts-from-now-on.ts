import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "Setting a limit notes what each key costs, and does not add it up",
  story:
    "An operator sets maxmemory on a server that is full. Nothing happens, until it has " +
    "written as much again.",
  step: "eviction",
  file: "keyspace.ts",
  find: "      this.#usedBytes += entry.accountedBytes;",
  replace: "",
} satisfies Mutant;
