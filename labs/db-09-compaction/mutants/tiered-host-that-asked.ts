import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the size-tiered job uses the host by which it was asked for",
  story: "The job's argument is ignored.",
  step: "size-tiered",
  file: "size-tiered.ts",
  find: `    next({ version }) {
      const picked = pickSizeTiered(version, all);
      return picked && ((host) => compact(host, picked, all));`,
  replace: `    next(host) {
      const picked = pickSizeTiered(host.version, all);
      return picked && (() => compact(host, picked, all));`,
} satisfies Mutant;
