import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a length beyond the end is as good as one up to it",
  story:
    "subarray cuts silently. A value comes out shorter than it went in, and nobody was " + "told.",
  step: "write-batch",
  file: "write-batch.ts",
  find: [
    "if (length === undefined || length > cursor.end - cursor.at) return undefined;",
    "    cursor.at += length;",
    "    return record.subarray(cursor.at - length, cursor.at);",
  ].join("\n"),
  replace: [
    "if (length === undefined) return undefined;",
    "    const from = cursor.at;",
    "    cursor.at = Math.min(cursor.end, from + length);",
    "    return record.subarray(from, cursor.at);",
  ].join("\n"),
} satisfies Mutant;
