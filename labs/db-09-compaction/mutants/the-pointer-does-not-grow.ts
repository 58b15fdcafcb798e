import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the pointer is that of the tables that were asked for",
  story:
    "What was had for nothing is passed over, and its place is looked for anew at the " +
    "next turn.",
  step: "picking",
  file: "pick.ts",
  find: "      return described(version, level, more, lower);",
  replace:
    "      return { ...described(version, level, more, lower), pointer: described(version, level, upper, lower).pointer! };",
} satisfies Mutant;
