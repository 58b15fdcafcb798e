import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "LINDEX and LSET with an index before the front mean the first element",
  story:
    "LRANGE and LTRIM do so: a range that begins before the list begins with it. For one " +
    "element it is an error, or nothing: LSET would overwrite an element that nobody " +
    "meant.",
  step: "collections",
  file: "list-commands.ts",
  find: "  return index < 0 ? index + size : index;",
  replace: "  return index < 0 ? Math.max(0, index + size) : index;",
} satisfies Mutant;
