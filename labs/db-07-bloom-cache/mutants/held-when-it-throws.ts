import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a get that throws keeps its lease of the table",
  story:
    "release stands behind the call that throws. The table is never closed again; evict waits " +
    "for ever.",
  step: "cached-tables",
  file: "table-cache.ts",
  find: [
    "    try {",
    "      return lease.value.table.get(target);",
    "    } finally {",
    "      lease.release();",
    "    }",
  ].join("\n"),
  replace: [
    "    const found = lease.value.table.get(target);",
    "    lease.release();",
    "    return found;",
  ].join("\n"),
} satisfies Mutant;
