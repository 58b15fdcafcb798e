import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "of a field that is there twice, the later value wins",
  story:
    "A map is filled, and says nothing. Two fields with one name are written by nobody:" +
    " one of them was another before its bit flipped.",
  step: "rdb-decode",
  file: "rdb-values.ts",
  find: '    if (!hash.set(field, value)) fail(0, "a field of a hash that is there twice");',
  replace: "    hash.set(field, value);",
} satisfies Mutant;
