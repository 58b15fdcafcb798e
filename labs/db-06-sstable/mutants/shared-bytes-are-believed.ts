import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an entry may share more bytes than the key before it has",
  story:
    "The buffer is larger than the key, so the bytes are there: those of a longer key from before. A wrong key with every checksum right.",
  step: "block-reading",
  file: "block-iterator.ts",
  find: '    if (this.#shared > most) this.#damaged("that shares more than there is");\n',
  replace: "",
} satisfies Mutant;
