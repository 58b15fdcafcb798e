import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the options are read before the cursor",
  story:
    "Arguments of a call are evaluated from left to right, and somebody put the options " +
    "into a variable first. With both wrong the client is told of the wrong one.",
  step: "scan",
  file: "scan-commands.ts",
  find: "  return scanReply(scanCursor(cursor), scanOptions(words, true), (part, visit) =>",
  replace: [
    "  const options = scanOptions(words, true);",
    "  return scanReply(scanCursor(cursor), options, (part, visit) =>",
  ].join("\n"),
} satisfies Mutant;
