import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a bulk string is a view of the chunk it came in",
  story:
    "subarray makes no copy, and the value is right when one looks at it. Whoever reads the " +
    "socket into the same memory again (node:net with onread, any C library) changes values " +
    "that were handed out long ago.",
  step: "decode",
  file: "input-buffer.ts",
  find: ["      this.own();", "      return this.readBlob(length);"].join("\n"),
  replace: [
    "      this.#readLineEnd(end);",
    "      return this.bytes.subarray(end - length, end);",
  ].join("\n"),
} satisfies Mutant;
