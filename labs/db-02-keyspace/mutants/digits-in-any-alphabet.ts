import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what JavaScript takes for an integer is one",
  story:
    "BigInt reads a text, so why read it twice? It also takes blanks around the digits, " +
    "nothing at all for 0, and 0x10 for 16. A key that holds an empty string is suddenly " +
    "a counter.",
  step: "strings",
  file: "integers.ts",
  find: [
    "  if (!/^(0|-?[1-9][0-9]*)$/.test(text)) return undefined;",
    "  const value = BigInt(text);",
    "",
  ].join("\n"),
  replace: [
    "  let value: bigint;",
    "  try {",
    "    value = BigInt(text);",
    "  } catch {",
    "    return undefined;",
    "  }",
    "",
  ].join("\n"),
} satisfies Mutant;
