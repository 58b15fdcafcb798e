import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SCAN goes on until COUNT keys match",
  story:
    "A client that asks for ten keys like session:* wants ten. If there are none among ten " +
    "million, one call walks through all of them, and every other client waits; SCAN was " +
    "made so that nobody has to use KEYS.",
  step: "scan",
  file: "scan-commands.ts",
  find: [
    "      visited += 1;",
    "      if (pattern !== undefined && !matchesGlob(pattern, name)) return;",
    "      if (type !== undefined && type !== kind) return;",
  ].join("\n"),
  replace: [
    "      if (pattern !== undefined && !matchesGlob(pattern, name)) return;",
    "      if (type !== undefined && type !== kind) return;",
    "      visited += 1;",
  ].join("\n"),
} satisfies Mutant;
