import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a word without its CRLF at the end of the file is torn",
  story:
    "The bytes that are needed are counted once, with the two of CRLF, before any is looked at. A turned length at the end of a file is then a crash, and a command that was acknowledged is cut off.",
  step: "append",
  file: "aof-scanner.ts",
  find: "    if (end > this.#size) return CUT;",
  replace: "    if (end + 2 > this.#size) return CUT;",
} satisfies Mutant;
