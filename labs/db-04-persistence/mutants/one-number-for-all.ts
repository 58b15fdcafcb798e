import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "every snapshot has the same number",
  story:
    "The mark says saved or not, and one bit is enough for that. It is never cleared: the " +
    "second snapshot finds every entry saved, and is empty.",
  step: "snapshot",
  file: "snapshot.ts",
  find: "    Snapshot.#lastNumber += 1;",
  replace: "    Snapshot.#lastNumber = 1;",
} satisfies Mutant;
