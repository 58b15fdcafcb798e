import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the search for a line's end begins at the line's start with every chunk",
  story:
    "indexOf on what is there is fast enough for any line that comes in one piece. A peer " +
    "that sends one byte at a time makes the search quadratic, and one that never ends its " +
    "line does it for free.",
  step: "decode",
  file: "input-buffer.ts",
  find: "for (let i = Math.max(this.start, this.#searched); i < end; i++) {",
  replace: "for (let i = this.start; i < end; i++) {",
} satisfies Mutant;
