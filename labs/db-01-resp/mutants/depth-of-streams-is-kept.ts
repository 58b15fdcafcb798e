import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "after 128 streams one after the other, any array counts as nested too deep",
  story:
    "The depth is counted beside the stack, down where the last missing item has come. A " +
    "stream ends by a line of its own while items may still come, and stays counted. A " +
    "long-lived connection then fails on flat replies, at a moment that depends on its past.",
  step: "resp3",
  file: "open-frames.ts",
  find: [
    "  get depth(): number {",
    "    return this.#frames.length - 1;",
    "  }",
    "",
    "  /** Opens a frame that misses `missing` items, at least one. */",
    "  begin(type: number, missing: number, streamed: boolean): void {",
    "    this.innermost = { type, items: [], missing, streamed, size: 0 };",
    "    this.#frames.push(this.innermost);",
    "  }",
    "",
    "  /** Closes the innermost frame; returns the value that its items make. */",
    "  end(): RespValue {",
    "    const frame = this.innermost;",
    "    this.#frames.pop();",
  ].join("\n"),
  replace: [
    "  depth = 0;",
    "",
    "  /** Opens a frame that misses `missing` items, at least one. */",
    "  begin(type: number, missing: number, streamed: boolean): void {",
    "    this.innermost = { type, items: [], missing, streamed, size: 0 };",
    "    this.#frames.push(this.innermost);",
    "    this.depth += 1;",
    "  }",
    "",
    "  /** Closes the innermost frame; returns the value that its items make. */",
    "  end(): RespValue {",
    "    const frame = this.innermost;",
    "    this.#frames.pop();",
    "    if (frame.missing === 0) this.depth -= 1;",
  ].join("\n"),
} satisfies Mutant;
