import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sequence above 2^53 - 1 is read, and rounded",
  story:
    "Seven bytes hold more than a number of JavaScript does. What is read as a neighbour of the true " +
    "sequence is worse than what is refused.",
  step: "internal-keys",
  file: "internal-key.ts",
  find: `  if (sequence > MAX_SEQUENCE) return undefined;
`,
  replace: "",
} satisfies Mutant;
