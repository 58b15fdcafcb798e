import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the job uses the host by which it was asked for",
  story: "The job's argument is ignored. It goes well as long as both are the same.",
  step: "leveled",
  file: "leveled.ts",
  find: `    next({ version, compactPointers }) {
      const picked = pickLeveled(version, compactPointers, all);
      return picked && ((host) => compact(host, picked, all));`,
  replace: `    next(host) {
      const picked = pickLeveled(host.version, host.compactPointers, all);
      return picked && (() => compact(host, picked, all));`,
} satisfies Mutant;
