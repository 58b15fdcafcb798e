import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "every request that is read moves all the bytes behind it",
  story:
    "buffer = buffer.subarray(n) made safe: what is left is copied, so that it owns its " +
    "bytes. A chunk of 64 KiB holds 4,600 PINGs, and each moves those behind it: 150 MB of " +
    "copies for 64 KiB of input. With one request at a time nothing is left to copy.",
  step: "pipelines",
  file: "request.ts",
  find: ["    const args = this.#args;", "    this.#args = [];"].join("\n"),
  replace: [
    "    const args = this.#args;",
    "    this.#args = [];",
    "    const rest = Uint8Array.from(input.bytes.subarray(input.start, input.end));",
    "    this.#input = new InputBuffer(this.#limits.maxInlineBytes);",
    "    this.#input.push(rest);",
    "    this.#input.own();",
  ].join("\n"),
} satisfies Mutant;
