import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a flush installs its edit in a store that has failed meanwhile",
  story:
    "The log's sync has failed, and its writes were refused. The edit says that the log before it is not needed any more, and a file that nobody may touch is removed in the next line.",
  step: "writers",
  file: "write-path.ts",
  find: `    this.#state.check();
    await versions.install`,
  replace: "    await versions.install",
} satisfies Mutant;
