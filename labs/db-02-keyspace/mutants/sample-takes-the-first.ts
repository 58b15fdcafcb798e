import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "sample always takes the first entry of a chain",
  story:
    "Drawing a bucket at random is half of the work. An entry that is not first in its " +
    "chain is never drawn, and never expires unless somebody asks for it.",
  step: "dict",
  file: "dict.ts",
  find: "const { key, value } = nodes[random.below(nodes.length)]!;",
  replace: "const { key, value } = nodes[0]!;",
} satisfies Mutant;
