import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what is in memory is not flushed first",
  story:
    "The deletions that somebody wants to have effect are the newest writes, and are in memory.",
  step: "leveldb",
  file: "compact-range.ts",
  find: `  await store.flush();
`,
  replace: "",
} satisfies Mutant;
