import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "on the way back the oldest version of a key is seen",
  story:
    "Backwards the versions come the oldest first. The first visible entry is taken, as it is " +
    "forwards, where it is the newest.",
  step: "snapshot-reads",
  file: "snapshot-iterator.ts",
  find: "      if (this.#isValid && !this.#key.isUserKeyOf(key)) return;",
  replace: "      if (this.#isValid) return;",
} satisfies Mutant;
