import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an iterator has no lease of its table",
  story: "It works until another table is opened, and the file is closed in the middle of a scan.",
  step: "cached-tables",
  file: "table-cache.ts",
  find: "    return new LeasedIterator(lease.value.table.iterator(), lease);",
  replace: [
    "    const iterator = lease.value.table.iterator();",
    "    lease.release();",
    "    return iterator;",
  ].join("\n"),
} satisfies Mutant;
