import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a write with sync is written without one",
  story: "Each test passes, fast. Only a power cut tells.",
  step: "recovery",
  file: "write-path.ts",
  find: `    if (group[0]!.sync) await this.#active.writeSynced(batch, sequence);
    else this.#active.write(batch, sequence);`,
  replace: "    this.#active.write(batch, sequence);",
} satisfies Mutant;
