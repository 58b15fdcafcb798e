import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the job picks its tables when it runs",
  story:
    "What next has looked at and what is done are two things. Where nothing is left to " +
    "pick, the job does nothing, and nobody knows.",
  step: "leveled",
  file: "leveled.ts",
  find: "return picked && ((host) => compact(host, picked, all));",
  replace: `return (
        picked &&
        (async (host) => {
          const now = pickLeveled(host.version, host.compactPointers, all);
          if (now !== undefined) await compact(host, now, all);
        })
      );`,
} satisfies Mutant;
