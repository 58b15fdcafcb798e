import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "LREM leaves an empty node in the list",
  story:
    "Popping takes the empty node out, since it meets it at the end. Removing by value " +
    "empties one in the middle, which nobody looks at until a walk comes by and takes its " +
    "first element, which is not there. It needs 128 equal elements in a row.",
  step: "collections",
  file: "list.ts",
  find: [
    "      left -= this.#removeFrom(node, element, left, end);",
    "      if (node.elements.length === 0) this.#unlink(node);",
  ].join("\n"),
  replace: "      left -= this.#removeFrom(node, element, left, end);",
} satisfies Mutant;
