import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "MATCH with a single star is passed over, and an earlier pattern stays",
  story:
    "A star leaves out nothing, so there is nothing to remember. A client that adds MATCH * " +
    "to the options it was given, to see everything, still sees what they choose.",
  step: "scan",
  file: "scan-commands.ts",
  find: '    if (name === "match") options = { ...options, pattern: matchesAll(word) ? undefined : word };',
  replace:
    '    if (name === "match") options = matchesAll(word) ? options : { ...options, pattern: word };',
} satisfies Mutant;
