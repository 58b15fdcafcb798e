import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "isBottom is asked of every entry",
  story: "A merge of millions of values asks seven levels about each, for nothing.",
  step: "dropping",
  file: "drop-rule.ts",
  find: `    if (isHidden) return false;
`,
  replace: `    if (isHidden) return false;
    isBottom(userKeyOf(internalKey));
`,
} satisfies Mutant;
