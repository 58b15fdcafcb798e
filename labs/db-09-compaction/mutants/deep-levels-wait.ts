import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "only levels 0 and 1 are compacted",
  story:
    "The examples in the book have three levels. Level 2 grows without bound, and each table " +
    "of level 1 is merged with more and more of it.",
  step: "leveled",
  file: "leveled.ts",
  find: "      return picked && ((host) => compact(host, picked, all));",
  replace: `      const isDeep = picked !== undefined && picked.inputs[0]!.level > 1;
      return picked && !isDeep ? (host) => compact(host, picked, all) : undefined;`,
} satisfies Mutant;
