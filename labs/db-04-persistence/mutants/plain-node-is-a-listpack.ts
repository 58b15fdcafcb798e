import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a plain node of a list is read as a listpack",
  story:
    "Redis makes them of elements above a gigabyte (in 7.0), so no test has one, until " +
    "a RESTORE brings it.",
  step: "rdb-decode",
  file: "rdb-values.ts",
  find: "    if (kind === PACKED) {",
  replace: "    if (kind === PACKED || kind === PLAIN) {",
} satisfies Mutant;
