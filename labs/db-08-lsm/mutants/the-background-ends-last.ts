import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "close flushes, and stops the background only then",
  story:
    "The last flush changes the version, so the compactor begins another job: close takes a minute.",
  step: "writers",
  file: "store.ts",
  find: `    await this.#background.stop();
    try {
      await this.#writes.flush();`,
  replace: `    try {
      await this.#writes.flush();
      await this.#background.stop();`,
} satisfies Mutant;
