import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "ten thousand empty lines overflow the stack",
  story:
    "An empty line is no request, so the next one is read instead, by a call to the same " +
    "method. Each empty line is a call deeper. A chunk of 64 KiB holds 32,000 of them, and " +
    "what is thrown is a RangeError, which no code of the protocol covers.",
  step: "server",
  file: "request.ts",
  find: [
    "        const words = this.#readInline();",
    "        if (words === undefined || words.length > 0) return words;",
  ].join("\n"),
  replace: [
    "        const words = this.#readInline();",
    "        return words === undefined || words.length > 0 ? words : this.#read();",
  ].join("\n"),
} satisfies Mutant;
