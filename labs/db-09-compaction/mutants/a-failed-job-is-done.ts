import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a job that fails is as good as done",
  story:
    "The store asks again, and the same compaction fails again: round and round, with the " +
    "disk full, and no error for anybody.",
  step: "leveled",
  file: "leveled.ts",
  find: "return picked && ((host) => compact(host, picked, all));",
  replace: "return picked && ((host) => compact(host, picked, all).catch(() => {}));",
} satisfies Mutant;
