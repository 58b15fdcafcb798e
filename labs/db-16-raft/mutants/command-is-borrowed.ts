import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the log holds the client's own bytes",
  story:
    "The client fills its buffer with the next command, and the log says something else than " +
    "it told others.",
  step: "replication",
  file: "node.ts",
  find: "data: Uint8Array.from(data) });",
  replace: "data });",
} satisfies Mutant;
