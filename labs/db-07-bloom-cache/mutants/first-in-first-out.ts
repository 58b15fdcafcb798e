import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what was inserted first is evicted first",
  story:
    "JavaScript's Map remembers an order, and it is that of insertion. To use an entry " +
    "changes nothing, and a lease keeps nothing.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: [
    "    while (this.#usage > this.#capacity && this.#idle.next !== this.#idle) {",
    "      this.erase((this.#idle.next as Entry<Value>).key);",
  ].join("\n"),
  replace: [
    "    while (this.#usage > this.#capacity && this.#entries.size > 0) {",
    "      this.erase(this.#entries.keys().next().value!);",
  ].join("\n"),
} satisfies Mutant;
