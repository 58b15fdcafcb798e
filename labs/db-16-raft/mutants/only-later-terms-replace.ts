import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "who waits with a later term than that of the entry applied is told nothing",
  story:
    "A later leader may have an entry of an earlier term there, and commit it by one of its own. The list of " +
    "those who wait goes with the entry, and one of them was not told: it waits for ever.",
  step: "persistence",
  file: "server.ts",
  find: 'else reject(new RaftError("REPLACED"));',
  replace: 'else if (term < entry.term) reject(new RaftError("REPLACED"));',
} satisfies Mutant;
