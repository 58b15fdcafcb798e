import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the size-tiered job is begun when it is asked for",
  story: "The store has not said go: it may be about to close.",
  step: "size-tiered",
  file: "size-tiered.ts",
  find: `    next({ version }) {
      const picked = pickSizeTiered(version, all);
      return picked && ((host) => compact(host, picked, all));`,
  replace: `    next(host) {
      const picked = pickSizeTiered(host.version, all);
      const begun = picked && compact(host, picked, all);
      return begun && (() => begun);`,
} satisfies Mutant;
