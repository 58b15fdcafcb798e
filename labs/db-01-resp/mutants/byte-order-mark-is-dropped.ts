import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a text that begins with a byte order mark loses it",
  story:
    "TextDecoder removes the mark unless it is told ignoreBOM, whose name says the opposite " +
    "of what it does. lib0, under Yjs, lost a character this way, and with it the peers' " +
    "agreement about positions (pull request 7).",
  step: "decode",
  file: "input-buffer.ts",
  find: 'buffer.toString("utf8", start, end)',
  replace: "new TextDecoder().decode(bytes.subarray(start, end))",
} satisfies Mutant;
