import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table that a job is writing is not known to be in use",
  story:
    "A flush ends meanwhile, and sweeps the directory. The job's edit names a file that is gone.",
  step: "writers",
  file: "compaction-host.ts",
  find: `      pending.add(number);
      return new TableOutput`,
  replace: "      return new TableOutput",
} satisfies Mutant;
