import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the table is synced, and then its last piece is written",
  story:
    "What was synced is a table without an index. It is found in the page cache by " +
    "every test that does not cut the power.",
  step: "flush",
  file: "table-output.ts",
  find: [
    "    const { sizeBytes, smallest, largest } = this.#writer.finish();",
    "    await this.#file.sync();",
  ].join("\n"),
  replace: [
    "    await this.#file.sync();",
    "    const { sizeBytes, smallest, largest } = this.#writer.finish();",
  ].join("\n"),
} satisfies Mutant;
