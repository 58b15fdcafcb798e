import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a level iterator hands out keys that are none",
  story:
    "The merge compares eight bytes that are no tag, and a scan shows what nobody wrote: the block's checksum was right.",
  step: "iterators",
  file: "level-iterator.ts",
  find: ["    this.#tables.check(this.#files[this.#at]!.number, this.#table.key);", ""].join("\n"),
  replace: "",
} satisfies Mutant;
