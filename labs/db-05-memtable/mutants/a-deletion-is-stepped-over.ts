import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a deletion is stepped over, and what it hides is seen",
  story:
    "Deletions are not shown: so they are skipped. The next entry is an older version of the same " +
    "key, and that is a value.",
  step: "snapshot-reads",
  file: "snapshot-iterator.ts",
  find: `      this.#key.takeUserKey(key);
      skips = true;
`,
  replace: "",
} satisfies Mutant;
