import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "text may follow a closing quote and begins a word of its own",
  story:
    "The closing quote ends the word, and whatever comes next begins another. sdssplitargs " +
    "refuses it: a closing quote with text behind it is more likely a quote that should " +
    "have been escaped.",
  step: "server",
  file: "split-inline.ts",
  find: "if (end === undefined || (end < line.length && !isBlank(line[end]!))) return undefined;",
  replace: "if (end === undefined) return undefined;",
} satisfies Mutant;
