import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an empty word in quotes disappears",
  story:
    "Splitting at blanks gives empty strings between two of them, and a filter takes them " +
    'out. It takes out `""` as well, and `SET key ""` becomes a SET with too few ' +
    "arguments.",
  step: "server",
  file: "split-inline.ts",
  find: "    words.push(word.bytes);",
  replace: "    if (word.bytes.length > 0) words.push(word.bytes);",
} satisfies Mutant;
