import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "after a new block, numbers go to the old one",
  story:
    "Two views of one memory, and one of them is renewed. The first 64 KiB are right; " +
    "behind them every length and score is 0.",
  step: "rdb-encode",
  file: "rdb-output.ts",
  find: ["      this.#view = new DataView(block.buffer);", ""].join("\n"),
  replace: "",
} satisfies Mutant;
