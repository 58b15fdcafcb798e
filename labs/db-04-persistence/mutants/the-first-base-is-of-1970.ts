import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the first base has the time at which its keys were loaded",
  story: "While loading, time stands at 0: so does ctime in the base that is made of dump.rdb.",
  step: "hybrid",
  file: "load-persistence.ts",
  find: "new RdbWriter({ now: clock.now(), isBase: true })",
  replace: "new RdbWriter({ now: keyspace.now, isBase: true })",
} satisfies Mutant;
