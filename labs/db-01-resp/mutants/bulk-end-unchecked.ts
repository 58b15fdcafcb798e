import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the two bytes after a bulk string may be anything",
  story:
    "The length said where the bulk ends, so the next two bytes are skipped. A peer that " +
    "counts wrong is not told, and the rest of its value is taken for the next frame. Redis " +
    "7 reads requests so, and then executes the rest of a value as a command; Valkey has " +
    "checked since pull request 2872, which shows it.",
  step: "decode",
  file: "input-buffer.ts",
  find: "if (this.bytes[at] !== CR || this.bytes[at + 1] !== LF) {",
  replace: "if (this.bytes[at] === undefined) {",
} satisfies Mutant;
