import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an attribute with exactly as many elements as are allowed is refused",
  story:
    "The value that an attribute annotates is read as one item more, and the limit is held " +
    "against the number of items to read. The value is not an element of the attribute: a " +
    "map of the same entries is accepted.",
  step: "resp3",
  file: "decode.ts",
  find: [
    "    if (values < 0 || values > this.#limits.maxElements) {",
    '      throw new ProtocolError("invalid-multibulk-length", "invalid multibulk length");',
    "    }",
    "    this.#checkDepth();",
    "    // The value that an attribute annotates is read as one more item.",
    "    const missing = type === BAR ? values + 1 : values;",
  ].join("\n"),
  replace: [
    "    // The value that an attribute annotates is read as one more item.",
    "    const missing = type === BAR ? values + 1 : values;",
    "    if (values < 0 || missing > this.#limits.maxElements) {",
    '      throw new ProtocolError("invalid-multibulk-length", "invalid multibulk length");',
    "    }",
    "    this.#checkDepth();",
  ].join("\n"),
} satisfies Mutant;
