import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "there is no slow: writers are stopped at level0Slow",
  story: "The stall that RocksDB blogs are about: nothing at all for seconds, then everything.",
  step: "pressure",
  file: "pressure.ts",
  find: `? "slow" : "none"`,
  replace: `? "stop" : "none"`,
} satisfies Mutant;
