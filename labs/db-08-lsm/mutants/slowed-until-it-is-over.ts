import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a write waits as long as pressure lasts",
  story:
    "Slow was to be a brake, and is a wall: all writers stand still, and then all of them go at once.",
  step: "writers",
  file: "write-path.ts",
  find: '    if (this.#pressure() !== "none") await',
  replace: '    while (this.#pressure() !== "none" && this.#state.failure === undefined) await',
} satisfies Mutant;
