import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a rehash that began is finished within the same operation",
  story:
    "The dict grows, the amortised cost is constant, every answer is right. The set that " +
    "happens to be the one too many takes as long as a hundred thousand others, and every " +
    "client waits for it. Latency graphs show it as a comb whose teeth double in height and " +
    "distance.",
  step: "dict",
  file: "dict.ts",
  find: ["    this.#next = new Table(size, this.#allocate);", "  }"].join("\n"),
  replace: [
    "    this.#next = new Table(size, this.#allocate);",
    "    this.rehash(this.#table.size);",
    "  }",
  ].join("\n"),
} satisfies Mutant;
