import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "no room is made for an internal key that is sought",
  story:
    "The room was made for the keys of gets, and seeks came a week later. A target that does not fit " +
    "is cut off without a word, and the seek comes to another place.",
  step: "iterators",
  file: "arena.ts",
  find: `    this.#reserve(key.length + LENGTH_BYTES_MAX);
`,
  replace: "",
} satisfies Mutant;
