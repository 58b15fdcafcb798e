import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a synced write is in the memtable while its sync is under way",
  story: "Somebody reads it, acts on it, and the power goes. What he acted on has never " + "been.",
  step: "logged-table",
  file: "logged-table.ts",
  find: [
    "    this.#append(batch, sequence);",
    "    await this.#log.sync();",
    "    applyBatch(batch, sequence, this.#memtable);",
  ].join("\n"),
  replace: ["    this.write(batch, sequence);", "    await this.#log.sync();"].join("\n"),
} satisfies Mutant;
