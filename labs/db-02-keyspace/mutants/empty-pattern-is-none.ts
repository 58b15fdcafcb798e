import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "MATCH with a pattern of no bytes is no MATCH",
  story:
    "An option that is empty was left empty, in a form or a script. But a pattern of no bytes " +
    "matches the key of no bytes, and here a client deletes all that it finds.",
  step: "scan",
  file: "scan-commands.ts",
  find: '    if (name === "match") options = { ...options, pattern: matchesAll(word) ? undefined : word };',
  replace: [
    "    const isAll = word.length === 0 || matchesAll(word);",
    '    if (name === "match") options = { ...options, pattern: isAll ? undefined : word };',
  ].join("\n"),
} satisfies Mutant;
