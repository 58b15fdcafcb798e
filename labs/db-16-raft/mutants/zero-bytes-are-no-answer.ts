import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an answer of no bytes is taken for none: REPLACED, though the command was executed",
  story:
    "A client is told that nothing was done, and nothing will be: it asks again under a new number, and the money " +
    "is paid twice.",
  step: "persistence",
  file: "server.ts",
  find: "if (answer !== undefined && term === entry.term) resolve(answer);",
  replace: "if (answer?.length && term === entry.term) resolve(answer);",
} satisfies Mutant;
