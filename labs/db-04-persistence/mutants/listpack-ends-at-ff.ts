import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "FF in the place of an element ends a listpack",
  story:
    "FF is the end, so why look at the total? A byte that was flipped to FF then cuts a" +
    " list short, and if the count says 65,535 nobody notices.",
  step: "rdb-decode",
  file: "listpack.ts",
  find: "  while (at < last) {",
  replace: "  while (at < last && bytes[at] !== END) {",
} satisfies Mutant;
