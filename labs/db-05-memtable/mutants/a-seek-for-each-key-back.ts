import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a step back seeks the key again for each of its versions",
  story:
    "To find the newest version on the way back one can seek it; done for every version that the walk " +
    "meets, a thousand versions cost a thousand searches.",
  step: "snapshot-reads",
  file: "snapshot-iterator.ts",
  find: "      this.#value.take(inner.value);",
  replace: `      this.#value.take(inner.value);
      inner.seek(seekKey(this.#key.bytes, sequenceOf(inner.key)));`,
} satisfies Mutant;
