import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a block in a range that has its filter goes to the next one",
  story:
    "Its keys stand in a filter that nobody will ask for them: every get loses them, without " +
    "an error.",
  step: "filter-block",
  file: "filter-block.ts",
  find: [
    "    assert(",
    "      range >= this.#offsets.length,",
    "      `a block at ${blockOffset}, whose filter is made already`,",
    "    );",
  ].join("\n"),
  replace: "",
} satisfies Mutant;
