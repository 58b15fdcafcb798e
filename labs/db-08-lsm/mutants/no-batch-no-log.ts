import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a whole record that is no batch ends a torn log",
  story:
    "Its checksum is right, so no crash has made it. What was wrong is the writer, or " +
    "the file; to go on in silence loses all that follows.",
  step: "logged-table",
  file: "logged-table.ts",
  find: "    const decoded = decodeWriteBatch(found.record, file.path, found.start);",
  replace: [
    "    let decoded: DecodedBatch;",
    "    try {",
    "      decoded = decodeWriteBatch(found.record, file.path, found.start);",
    "    } catch (error) {",
    '      if (end === "whole") throw error;',
    "      const { start } = found;",
    '      return { path: file.path, offset: start, sizeBytes: file.size - start, reason: "type" };',
    "    }",
  ].join("\n"),
} satisfies Mutant;
