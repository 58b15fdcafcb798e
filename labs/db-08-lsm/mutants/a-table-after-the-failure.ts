import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a flush begins its table though the store has failed while the log was made",
  story:
    "Nothing is written after a failure, it says; and there is a table that nobody will ever name.",
  step: "writers",
  file: "write-path.ts",
  find: `    pending.add(number);
    this.#state.check();
`,
  replace: `    pending.add(number);
`,
} satisfies Mutant;
