import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "two ends that lie before the string are its first byte",
  story:
    "Clamping each end by itself looks complete. Both are clamped to 0 then, and a range " +
    "that is the wrong way round gives a byte.",
  step: "strings",
  file: "range-commands.ts",
  find: [
    "  if (start < 0 && end < 0 && start > end) return bulkString(new Uint8Array());",
    "",
  ].join("\n"),
  replace: "",
} satisfies Mutant;
