import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an entry counts as pinned once for each of its leases",
  story: "And is taken away once, when the last is back: the sum only grows.",
  step: "lru-cache",
  file: "lru-cache.ts",
  find: ["      entry.unlink();", "      this.#pinned += entry.charge;", "    }"].join("\n"),
  replace: ["      entry.unlink();", "    }", "    this.#pinned += entry.charge;"].join("\n"),
} satisfies Mutant;
