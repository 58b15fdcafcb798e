import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "LPUSH puts its elements in front in the order in which they were given",
  story:
    "`LPUSH key a b c` reads as if the list would then begin with a b c. It is three " +
    "pushes, one after the other, and the last one is in front. Whoever pushes jobs in " +
    "batches and pops them one by one gets each batch in the wrong order.",
  step: "collections",
  file: "list-commands.ts",
  find: "  for (const element of elements) list.push(end, element);",
  replace: [
    '  const inOrder = end === "front" ? elements.toReversed() : elements;',
    "  for (const element of inOrder) list.push(end, element);",
  ].join("\n"),
} satisfies Mutant;
