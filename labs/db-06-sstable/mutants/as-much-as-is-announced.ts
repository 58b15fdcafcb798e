import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "memory is taken for what the stream announces",
  story:
    "Five bytes ask for four gigabytes. A database that reads one damaged block per second is gone after a few.",
  step: "snappy",
  file: "snappy.ts",
  find: "  if (length * 3 > (bytes.length - cursor.at) * COPY_BYTES) return undefined;\n",
  replace: "",
} satisfies Mutant;
