import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the search for a whole record ends four mebibytes behind the damage",
  story:
    "Nobody loses more than that at once, it was said. Then a file system put zeros over " +
    "five, and recovery took them for a crash.",
  step: "reader",
  file: "log-reader.ts",
  find: `        this.#lost(fragment.offset, fragment.reason);
`,
  replace: `        this.#lost(fragment.offset, fragment.reason);
        if (fragment.offset - this.#damage!.offset > 4 * 1024 * 1024) return this.#last();
`,
} satisfies Mutant;
