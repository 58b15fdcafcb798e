import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a name with a quote in it is written as it is",
  story:
    "Redis quotes what is not printable, the backslash and the double quote, and forgets " +
    "that its own reader takes a single quote for the beginning of a string. A server " +
    "called it's.aof never starts again.",
  step: "hybrid",
  file: "manifest.ts",
  find: "const NEEDS_QUOTES = /[^\\x21-\\x7e]|[\"'\\\\]/;",
  replace: 'const NEEDS_QUOTES = /[^\\x21-\\x7e]|["\\\\]/;',
} satisfies Mutant;
