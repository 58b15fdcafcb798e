import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an iterator has no lease",
  story: "A scan ends with ENOENT when a compaction has replaced the table that comes next.",
  step: "writers",
  file: "store.ts",
  find: "    const lease = versions.acquire();",
  replace: "    const lease = { version: versions.current, release() {} };",
} satisfies Mutant;
