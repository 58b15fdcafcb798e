import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the job is begun when it is asked for",
  story:
    "The store has not said go: it may be about to close, or have a job of somebody's to do " +
    "first.",
  step: "leveled",
  file: "leveled.ts",
  find: `    next({ version, compactPointers }) {
      const picked = pickLeveled(version, compactPointers, all);
      return picked && ((host) => compact(host, picked, all));`,
  replace: `    next(host) {
      const picked = pickLeveled(host.version, host.compactPointers, all);
      const begun = picked && compact(host, picked, all);
      return begun && (() => begun);`,
} satisfies Mutant;
