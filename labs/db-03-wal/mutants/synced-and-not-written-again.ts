import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "recovery syncs what it has read, and does not write it again",
  story:
    "The sync succeeds and does nothing: the pages are marked clean, since a sync of the " +
    "process before has failed on them. This is what Rebello et al. found in systems that " +
    "crash on a failed fsync and trust their log after the restart.",
  step: "segments",
  file: "recovery.ts",
  find: `  file.write(from, unsure);
`,
  replace: "",
} satisfies Mutant;
