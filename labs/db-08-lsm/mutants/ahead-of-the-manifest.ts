import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "current changes before the edit is durable",
  story:
    "Readers need not wait for a sync. Where the sync fails they have read from a version " +
    "that no MANIFEST knows.",
  step: "manifest",
  file: "version-set.ts",
  find: `    await this.#manifest.append(whole);
    this.#state = next;`,
  replace: `    this.#state = next;
    await this.#manifest.append(whole);`,
} satisfies Mutant;
