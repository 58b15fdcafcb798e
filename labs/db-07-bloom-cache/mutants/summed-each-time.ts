import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what the entries weigh is summed up before each eviction",
  story:
    "Right, simple, and a walk over the whole cache for each insert into a full one. A full " +
    "cache is what a cache is.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: "    while (this.#usage > this.#capacity &&",
  replace: [
    "    let usage = 0;",
    "    for (const { charge } of this.#entries.values()) usage += charge;",
    "    while (usage > this.#capacity && this.#usage > this.#capacity &&",
  ].join("\n"),
} satisfies Mutant;
