import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "bytes behind an intset's members are members too",
  story:
    "Long enough is not as long as. A count that lost a bit gives a set with members " +
    "that were removed long ago.",
  step: "rdb-decode",
  file: "intset.ts",
  find: "  if (HEADER_BYTES + count * size !== bytes.length) {",
  replace: "  if (HEADER_BYTES + count * size > bytes.length) {",
} satisfies Mutant;
