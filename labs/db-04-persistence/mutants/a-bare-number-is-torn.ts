import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a length without digits before its CRLF is taken for a torn end",
  story:
    "No digit was found, so the file must end here: true at its very end. In the middle " +
    "it is damage, and everything after it is cut off in silence.",
  step: "append",
  file: "aof-scanner.ts",
  find: '    if (digits === 0 && !isCut) return { why: "a length without digits" };',
  replace: "    if (digits === 0 && !isCut) return CUT;",
} satisfies Mutant;
