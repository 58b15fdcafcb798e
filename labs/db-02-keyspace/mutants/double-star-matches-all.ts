import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "** matches the empty key",
  story:
    "Two stars mean what one means, says everybody but Redis, in which only a single one is asked for by itself.",
  step: "scan",
  file: "glob.ts",
  find: "if (text.length === 0) return pattern.length === 0;",
  replace: "if (text.length === 0) return pattern.every((byte) => byte === STAR);",
} satisfies Mutant;
