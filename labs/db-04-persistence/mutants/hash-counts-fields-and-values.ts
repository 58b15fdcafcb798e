import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a hash says how many strings follow, not how many fields",
  story:
    "RESP2 counts both. The reader takes the next key for a field, and finds the damage" +
    " somewhere else.",
  step: "rdb-encode",
  file: "rdb-writer.ts",
  find: "    output.length(value.size);",
  replace: '    output.length(value.kind === "hash" ? 2 * value.size : value.size);',
} satisfies Mutant;
