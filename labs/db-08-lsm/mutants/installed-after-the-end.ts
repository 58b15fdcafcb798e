import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a job installs its edit in a store that has failed",
  story: "Nothing is written any more, says the failure, and the MANIFEST grows.",
  step: "writers",
  file: "compaction-host.ts",
  find: `      state.check();
      await versions.install(edit);`,
  replace: "      await versions.install(edit);",
} satisfies Mutant;
