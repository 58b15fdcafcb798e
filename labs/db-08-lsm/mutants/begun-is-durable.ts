import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "writeSynced begins a sync and does not wait for it",
  story: "It is a hundred times faster, and passes every test in which the power stays on.",
  step: "logged-table",
  file: "logged-table.ts",
  find: ["    await this.#log.sync();", "    applyBatch(batch, sequence, this.#memtable);"].join(
    "\n",
  ),
  replace: [
    "    this.#log.sync().catch(() => {});",
    "    applyBatch(batch, sequence, this.#memtable);",
  ].join("\n"),
} satisfies Mutant;
