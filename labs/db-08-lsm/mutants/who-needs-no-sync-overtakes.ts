import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a write without sync goes before those who wait",
  story:
    "It has no reason to wait, it seems. It takes the sequence number of the write whose sync is under way.",
  step: "writers",
  file: "write-path.ts",
  find: "    return !sync && this.#waiting.length === 0 && this.#hasRoom();",
  replace: "    return !sync && this.#hasRoom();",
} satisfies Mutant;
