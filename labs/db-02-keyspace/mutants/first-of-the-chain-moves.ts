import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "of a bucket only the first entry is moved",
  story:
    "node.next is set when the node goes into its new chain, and the loop that follows it " +
    "afterwards walks the wrong chain, or none. With few collisions almost all entries " +
    "arrive, and the test with ten keys is green.",
  step: "dict",
  file: "dict.ts",
  find: "for (const node of nodesOf(this.#table, this.#position)) add(next, node);",
  replace: "for (const node of nodesOf(this.#table, this.#position).slice(0, 1)) add(next, node);",
} satisfies Mutant;
