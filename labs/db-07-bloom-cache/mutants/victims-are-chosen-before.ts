import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "who is to be evicted is settled before the first is told",
  story:
    "onEvict of the first takes a lease of the second, which is evicted all the same, under " +
    "somebody's hands.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: `    while (this.#usage > this.#capacity && this.#idle.next !== this.#idle) {
      this.erase((this.#idle.next as Entry<Value>).key);
    }`,
  replace: `    const victims: Entry<Value>[] = [];
    let usage = this.#usage;
    for (let at = this.#idle.next; usage > this.#capacity && at !== this.#idle; at = at.next) {
      victims.push(at as Entry<Value>);
      usage -= (at as Entry<Value>).charge;
    }
    for (const { key, isCached } of victims) if (isCached) this.erase(key);`,
} satisfies Mutant;
