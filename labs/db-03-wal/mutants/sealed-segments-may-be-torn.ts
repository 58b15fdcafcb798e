import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a torn end is cut short in any segment",
  story:
    "One function reads them all, and a torn tail is no error. In the middle of the log " +
    "it means that records are gone that were acknowledged; what follows is replayed on " +
    "top of a state that lacks them.",
  step: "segments",
  file: "recovery.ts",
  find: `    if (stop.kind !== "end") throw damage(segment, stop);
    return records;`,
  replace: `    if (stop.kind === "damaged") throw damage(segment, stop);
    return records;`,
} satisfies Mutant;
