import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what stands at a rank is looked for along the lowest level",
  story:
    "Spans are kept with care, and then at() begins at level 0, where each is 1. It " +
    "compares nothing and passes everything: ZRANGE board 500000 500009 takes as long as " +
    "reading half of the board.",
  step: "sorted-sets",
  file: "sorted-index.ts",
  find: [
    "    let left = rank + 1;",
    "    for (let level = this.#head.length - 1; level >= 0; level--) {",
  ].join("\n"),
  replace: ["    let left = rank + 1;", "    for (let level = 0; level >= 0; level--) {"].join(
    "\n",
  ),
} satisfies Mutant;
