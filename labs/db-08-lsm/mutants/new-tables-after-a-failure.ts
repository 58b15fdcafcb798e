import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "newTable makes a table in a store that has failed",
  story: "A job writes gigabytes for an edit that nobody will install, on a disk that was full.",
  step: "writers",
  file: "compaction-host.ts",
  find: `      state.check();
      const number`,
  replace: "      const number",
} satisfies Mutant;
