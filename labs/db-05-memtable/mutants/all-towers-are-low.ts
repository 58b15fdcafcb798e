import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "every tower has one level",
  story:
    "The draw is forgotten, and everything works: a skip list of one level is a sorted list. Each " +
    "insert and each seek walks over half of it.",
  step: "skip-list",
  file: "skip-list.ts",
  find: `    while (height < HEIGHT_MAX && this.#random.below(TOWERS_PER_HIGHER_TOWER) === 0) height += 1;
`,
  replace: "",
} satisfies Mutant;
