import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a streamed array may have any number of items",
  story:
    "The limit is checked where a count is read. A stream declares none, and so walks " +
    "around the limit: RESP3's streams are HTTP's chunked coding, whose limit is forgotten " +
    "in the same place.",
  step: "resp3",
  file: "open-frames.ts",
  find: [
    "      if (frame.streamed) {",
    '        throw new ProtocolError("invalid-multibulk-length", "invalid multibulk length");',
    "      }",
  ].join("\n"),
  replace: "      if (frame.streamed) return;",
} satisfies Mutant;
