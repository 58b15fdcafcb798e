import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an unfinished value is parsed again from its first byte with every chunk",
  story:
    "Parse, and if bytes are missing give up and try again with more: the shortest decoder, " +
    "and quadratic. In node-redis a value of 100 MB took nearly 100 seconds (issue 678); " +
    "redis-parser did the same with arrays until its issue 23.",
  step: "decode",
  file: "decode.ts",
  find: [
    "  push(chunk: Uint8Array): void {",
    "    if (this.#failure !== undefined) return;",
    "    this.#input.push(chunk);",
    "    try {",
    "      this.#decode();",
  ].join("\n"),
  replace: [
    "  #unread = Buffer.alloc(0);",
    "",
    "  push(chunk: Uint8Array): void {",
    "    if (this.#failure !== undefined) return;",
    "    this.#unread = Buffer.concat([this.#unread, chunk]);",
    "    const input = new InputBuffer(this.#limits.maxInlineBytes);",
    "    this.#input = input;",
    "    input.push(this.#unread);",
    "    while (this.#open.depth > 0) this.#open.end();",
    "    this.#blobType = 0;",
    "    try {",
    "      while (input.start < input.end && this.#readLine()) {",
    "        const { bytes, start, end } = input;",
    "        if (this.#open.depth === 0) this.#unread = Buffer.from(bytes.subarray(start, end));",
    "      }",
  ].join("\n"),
} satisfies Mutant;
