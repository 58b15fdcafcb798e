import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sync resolves at once",
  story: "The promise is not handed on. Everything works, and nothing is durable.",
  step: "amplification",
  file: "amplification.ts",
  find: "sync: () => file.sync(),",
  replace: "sync: async () => void file.sync(),",
} satisfies Mutant;
