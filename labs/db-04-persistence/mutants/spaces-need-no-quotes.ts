import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a name with a space is written without quotes",
  story: "A space is printable. The reader finds a word too many.",
  step: "hybrid",
  file: "manifest.ts",
  find: "const NEEDS_QUOTES = /[^\\x21-\\x7e]|[\"'\\\\]/;",
  replace: "const NEEDS_QUOTES = /[^\\x20-\\x7e]|[\"'\\\\]/;",
} satisfies Mutant;
