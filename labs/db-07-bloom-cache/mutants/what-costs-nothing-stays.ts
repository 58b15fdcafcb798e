import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "entries without a charge are passed over when room is needed",
  story:
    "To evict them wins no room. So they stay for ever, and the cache fills with what is not " +
    "counted.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: `      this.erase((this.#idle.next as Entry<Value>).key);
`,
  replace: `      let oldest = this.#idle.next as Entry<Value>;
      while (oldest.charge === 0 && oldest.next !== this.#idle) oldest = oldest.next as Entry<Value>;
      this.erase(oldest.key);
`,
} satisfies Mutant;
