import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the header is read where the memory begins",
  story:
    "A record that the log reader cut out of a block begins somewhere in it. What " +
    "stands at the front is another one.",
  step: "write-batch",
  file: "write-batch.ts",
  find: [
    "  const header = new DataView(record.buffer, record.byteOffset, BATCH_HEADER_BYTES);",
    "  const sequence = header.getUint32(4, true)",
  ].join("\n"),
  replace: [
    "  const header = new DataView(record.buffer, 0, BATCH_HEADER_BYTES);",
    "  const sequence = header.getUint32(4, true)",
  ].join("\n"),
} satisfies Mutant;
