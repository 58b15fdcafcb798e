import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the elements of a list are spread into one call",
  story:
    "push(...elements) is a line, and right for every list in the tests. Arguments stand on the stack: from some 120,000 on it is a RangeError, and the server does not start any more.",
  step: "rdb-decode",
  file: "rdb-values.ts",
  find: '  for (const element of elements) list.push("back", element);',
  replace:
    '  const push = (...all: Uint8Array[]) => all.forEach((element) => void list.push("back", element));\n  push(...elements);',
} satisfies Mutant;
