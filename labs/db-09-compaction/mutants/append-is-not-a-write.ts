import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what is appended is not counted",
  story:
    "Two ways to write, and one of them was forgotten: that of the tables, or that of the logs.",
  step: "amplification",
  file: "amplification.ts",
  find: `const offset = file.append(bytes);
      written[kind] += bytes.length;`,
  replace: "const offset = file.append(bytes);",
} satisfies Mutant;
