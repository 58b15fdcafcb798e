import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each part of a streamed string is joined to all parts before it",
  story:
    "The string so far is at hand after every part, and only one value needs to be kept. " +
    "Each part copies everything before it: 50,000 parts of one byte copy 1.25 GB. Parts " +
    "are kept apart and joined once, at the end.",
  step: "resp3",
  file: "open-frames.ts",
  find: "      frame.items.push(value);",
  replace: [
    "      const before = frame.type === DOLLAR ? frame.items.pop() : undefined;",
    '      if (before?.kind === "bulkString" && value.kind === "bulkString") {',
    "        value = bulkString(Buffer.concat([before.bytes, value.bytes]));",
    "      }",
    "      frame.items.push(value);",
  ].join("\n"),
} satisfies Mutant;
