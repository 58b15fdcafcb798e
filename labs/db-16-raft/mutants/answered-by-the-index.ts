import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "who waits for an index is answered by whatever entry comes there",
  story:
    "The command was entry 7, and entry 7 is applied: done. But another leader has put another " +
    "command there, and the client is told that its own succeeded: a write that is acknowledged " +
    "and lost.",
  step: "persistence",
  file: "server.ts",
  find: "if (answer !== undefined && term === entry.term) resolve(answer);",
  replace: "if (answer !== undefined && term <= entry.term) resolve(answer);",
} satisfies Mutant;
