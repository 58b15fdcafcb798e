import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title:
    "as many bytes are asked of the disk as a length announces, before it is compared with the file",
  story:
    "The reader takes the length for true and asks for so many bytes: short of them it " +
    "knows that the file is torn. Before that the disk has made room for two gigabytes, " +
    "because a digit was wrong.",
  step: "append",
  file: "aof-scanner.ts",
  find: "    if (end > this.#size) return CUT;",
  replace: "    if (this.#file.read(this.#at, length).length < length) return CUT;",
} satisfies Mutant;
