import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sync asks the disk although everything is durable",
  story:
    "An fsync of a clean file is not free: it may wait for the journal, and so for what " +
    "other programs wrote. A caller that syncs to be sure pays a millisecond each time.",
  step: "durable",
  file: "durable-file.ts",
  find: `    if (this.#durableBytes === this.#size) return;
`,
  replace: "",
} satisfies Mutant;
