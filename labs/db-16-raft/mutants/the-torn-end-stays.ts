import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a torn end is left where it is, and the next batch stands behind it",
  story:
    "Reading stops there anyway. But the next save appends behind the torn bytes, and the next reading stops before " +
    "it, or calls it damage.",
  step: "persistence",
  file: "storage.ts",
  find: `      if (end < bytes.length) file.truncate(end);
`,
  replace: "",
} satisfies Mutant;
