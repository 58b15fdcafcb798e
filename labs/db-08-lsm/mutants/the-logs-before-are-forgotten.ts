import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each log begins anew with its numbers",
  story: "An old log whose removal failed is replayed behind a newer one, and its values " + "win.",
  step: "logged-table",
  file: "logged-table.ts",
  find: "  let last = after;",
  replace: "  let last = Math.min(after, 0);",
} satisfies Mutant;
