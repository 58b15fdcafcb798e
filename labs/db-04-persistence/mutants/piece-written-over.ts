import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the next piece is written over the one before",
  story:
    "One buffer for all pieces saves allocations. A caller that collects pieces, or " +
    "hands them to a socket that writes later, gets the last one many times.",
  step: "rdb-encode",
  file: "rdb-output.ts",
  find: [
    "    const piece = this.#block.subarray(this.#start, this.#end);",
    "    this.#start = this.#end;",
  ].join("\n"),
  replace: [
    "    const piece = this.#block.subarray(this.#start, this.#end);",
    "    this.#start = 0;",
    "    this.#end = 0;",
  ].join("\n"),
} satisfies Mutant;
