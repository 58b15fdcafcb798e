import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a rewrite that is scheduled twice is done twice",
  story:
    "An impatient script asks each second. When the save has ended, the log is rewritten " +
    "sixty times.",
  step: "real-server",
  file: "persistence-commands.ts",
  find: '  if (!jobs.waits("aof")) inBackground(keeper.rewrite());',
  replace: "  inBackground(keeper.rewrite());",
} satisfies Mutant;
