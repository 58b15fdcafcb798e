import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an insert into a full node goes to the place that was right before the split",
  story:
    "The place is looked up, the node turns out to be full, and is split in two. The " +
    "offset still counts from the old node's beginning: in the second half it points " +
    "behind the end, and splice is kind enough to append there. Lists up to 128 elements " +
    "never show it.",
  step: "collections",
  file: "list.ts",
  find: ["      place = this.#find(index)!;", ""].join("\n"),
  replace: "",
} satisfies Mutant;
