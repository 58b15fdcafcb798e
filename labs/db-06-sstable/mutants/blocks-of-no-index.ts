import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "without the index the blocks of the metaindex are looked at all the same",
  story: "A report that goes on, where it was said to end.",
  step: "damage",
  file: "check-table.ts",
  find: `      for (const { handle } of meta) {
        this.#cover(handle);
        this.#tried(() => readBlock(this.#file, handle, this.#end));
      }
      this.#cover(footer.metaindex);
      this.#cover(footer.index);
      this.#cover({ offset: this.#end, size: 0 });
    }`,
  replace: `    }
    for (const { handle } of meta) {
      if (index !== undefined) this.#cover(handle);
      this.#tried(() => readBlock(this.#file, handle, this.#end));
    }
    if (index !== undefined) {
      this.#cover(footer.metaindex);
      this.#cover(footer.index);
      this.#cover({ offset: this.#end, size: 0 });
    }`,
} satisfies Mutant;
