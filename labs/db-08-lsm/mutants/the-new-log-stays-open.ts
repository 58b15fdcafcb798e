import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "where the MANIFEST cannot be made the new log is not closed",
  story:
    "The disk is full, the service tries again every second, and in a quarter of an hour it has no file handles left.",
  step: "recovery",
  file: "recovery.ts",
  find: "    active.close();\n",
  replace: "",
} satisfies Mutant;
