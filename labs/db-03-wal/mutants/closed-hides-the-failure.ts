import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a file that failed and was closed says that it was closed",
  story:
    "The two checks stand in the other order. Whoever comes late learns that the file was closed, and " +
    "takes it for an orderly end; that its last records are in doubt is told to nobody.",
  step: "durable",
  file: "durable-file.ts",
  find: `    if (this.#failure !== undefined) throw this.#failure;
    if (this.#isClosed) throw`,
  replace: `    if (this.#failure !== undefined && !this.#isClosed) throw this.#failure;
    if (this.#isClosed) throw`,
} satisfies Mutant;
