import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "when the links have grown, the old ones are gone",
  story:
    "The larger array is made and the smaller one is forgotten. With 256 links it takes about a " +
    "hundred keys to notice.",
  step: "skip-list",
  file: "skip-list.ts",
  find: `      grown.set(this.#links);
`,
  replace: "",
} satisfies Mutant;
