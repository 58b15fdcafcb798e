import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "minus infinity is read as infinity",
  story:
    "The special spellings are gathered in one test, and the sign is lost on the way. " +
    "predis did this until pull request 1716: a score of -inf came back as INF, and its " +
    "test only asked whether the result was infinite.",
  step: "resp3",
  file: "decode-resp3.ts",
  find: ['  if (text === "inf") return Infinity;', '  if (text === "-inf") return -Infinity;'].join(
    "\n",
  ),
  replace: '  if (text === "inf" || text === "-inf") return Infinity;',
} satisfies Mutant;
