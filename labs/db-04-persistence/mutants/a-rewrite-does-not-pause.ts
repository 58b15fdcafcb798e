import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the base of a rewrite is written without pauses",
  story:
    "saveBase wants a pause, and nobody needs one at the first start. Here all clients wait for the whole base, and SHUTDOWN as well.",
  step: "hybrid",
  file: "keeper.ts",
  find: "await aof.directory.saveBase(snapshot, pause);",
  replace: "await aof.directory.saveBase(snapshot, async () => void pause);",
} satisfies Mutant;
