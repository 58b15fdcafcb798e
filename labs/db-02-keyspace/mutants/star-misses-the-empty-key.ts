import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "KEYS * does not list the empty key",
  story:
    "By the rules of patterns a star needs no bytes. By the code of stringmatchlen, a text " +
    "of no bytes matches no star, and Redis asks beforehand whether the pattern is a single " +
    "one.",
  step: "scan",
  file: "scan-commands.ts",
  find: "    if (matchesAll(pattern) || matchesGlob(pattern, key)) found",
  replace: "    if (matchesGlob(pattern, key)) found",
} satisfies Mutant;
