import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a segment is named by the index of the append that was called last",
  story:
    "With one writer it is the same number. With fifty at once, forty-nine of them wait " +
    "for the rotation, and the name is 49 too high: at the next start a segment seems to " +
    "be missing.",
  step: "segments",
  file: "log.ts",
  find: "    const path = segmentPath(this.#directory, this.#written);",
  replace: "    const path = segmentPath(this.#directory, this.#nextIndex - 1);",
} satisfies Mutant;
