import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last sequence moves on before the group is durable",
  story:
    "Snapshots that are taken during the sync hold a number whose write may fail: one that shows later writes under it.",
  step: "writers",
  file: "write-path.ts",
  find: `    if (group[0]!.sync) await this.#active.writeSynced(batch, sequence);
    else this.#active.write(batch, sequence);
    versions.lastSequence += batch.count;`,
  replace: `    versions.lastSequence += batch.count;
    if (group[0]!.sync) await this.#active.writeSynced(batch, sequence);
    else this.#active.write(batch, sequence);`,
} satisfies Mutant;
