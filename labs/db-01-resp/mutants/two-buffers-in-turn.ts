import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "output is lent out of two buffers in turn",
  story:
    "One buffer is being sent while the other is filled: double buffering, and no copy. A " +
    "socket whose kernel buffer is full keeps the first for longer than two turns, and " +
    "sends a later reply in the place of an earlier one.",
  step: "server",
  file: "byte-writer.ts",
  find: [
    "  take(): Uint8Array {",
    "    if (this.#size === 0) return EMPTY;",
    "    // From Node's pool where it is small: memory outside V8's heap is slow to get.",
    "    const memory = Buffer.allocUnsafe(this.#size);",
    "    memory.set(this.#buffer.subarray(0, this.#size));",
    "    const taken = new Uint8Array(memory.buffer, memory.byteOffset, memory.length);",
    "    this.#size = 0;",
    "    if (this.#buffer.length > KEEP_BYTES) this.#buffer = Buffer.allocUnsafeSlow(INITIAL_BYTES);",
    "    return taken;",
    "  }",
  ].join("\n"),
  replace: [
    "  take(): Uint8Array {",
    "    if (this.#size === 0) return EMPTY;",
    "    const lent = this.#buffer;",
    "    const taken = new Uint8Array(lent.buffer, lent.byteOffset, this.#size);",
    "    this.#size = 0;",
    "    this.#buffer = this.#spare;",
    "    this.#spare = lent.length > KEEP_BYTES ? Buffer.allocUnsafeSlow(INITIAL_BYTES) : lent;",
    "    return taken;",
    "  }",
    "",
    "  #spare = Buffer.allocUnsafeSlow(INITIAL_BYTES);",
  ].join("\n"),
} satisfies Mutant;
