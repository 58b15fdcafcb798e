import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the two bytes after an argument may be anything",
  story:
    "The length said where the argument ends, so the next two bytes are skipped. A client " +
    "that counts wrong is not told, and the rest of its argument is executed as the next " +
    "command. Redis still does this; Valkey has checked since pull request 2872, which " +
    "shows it.",
  step: "server",
  file: "input-buffer.ts",
  find: "if (this.bytes[at] !== CR || this.bytes[at + 1] !== LF) {",
  replace: "if (this.bytes[at] === undefined) {",
} satisfies Mutant;
