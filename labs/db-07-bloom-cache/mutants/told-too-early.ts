import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "onEvict is told before the entry is out",
  story:
    "Who asks the cache from there finds the entry that is going, or a usage that is wrong, " +
    "or is told again.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: [
    "    this.#usage -= entry.charge;",
    "    entry.isCached = false;",
    "    if (entry.leases > 0) return;",
    "    entry.unlink();",
    "    this.#onEvict(entry.key, entry.value);",
  ].join("\n"),
  replace: [
    "    if (entry.leases === 0) {",
    "      entry.unlink();",
    "      this.#onEvict(entry.key, entry.value);",
    "    }",
    "    this.#usage -= entry.charge;",
    "    entry.isCached = false;",
  ].join("\n"),
} satisfies Mutant;
