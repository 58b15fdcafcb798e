import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a null array at the deepest level is refused as nested too deep",
  story:
    "The depth is checked once, where a line that begins with * has been read, before its " +
    "count is looked at. But *-1 opens nothing: it is a value like $-1, and may stand where " +
    "any other value may. EXEC answers it when a watched key was changed.",
  step: "decode",
  file: "decode.ts",
  find: [
    "    if (type === ASTERISK && count === -1) return this.#place(nilArray);",
    "    const values = (type === PERCENT || type === BAR ? 2 : 1) * (count ?? -1);",
    "    if (values < 0 || values > this.#limits.maxElements) {",
    '      throw new ProtocolError("invalid-multibulk-length", "invalid multibulk length");',
    "    }",
    "    this.#checkDepth();",
  ].join("\n"),
  replace: [
    "    const isNull = type === ASTERISK && count === -1;",
    "    const values = (type === PERCENT || type === BAR ? 2 : 1) * (count ?? -1);",
    "    if (!isNull && (values < 0 || values > this.#limits.maxElements)) {",
    '      throw new ProtocolError("invalid-multibulk-length", "invalid multibulk length");',
    "    }",
    "    this.#checkDepth();",
    "    if (isNull) return this.#place(nilArray);",
  ].join("\n"),
} satisfies Mutant;
