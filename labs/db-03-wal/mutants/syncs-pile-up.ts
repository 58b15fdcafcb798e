import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each interval that ends asks for a sync, though the last one is still under way",
  story:
    "A disk that needs three seconds for a sync gets one a second. The queue grows as " +
    "long as the disk is slow, which is when nobody needs it.",
  step: "durable",
  file: "interval-sync.ts",
  find: "    if (!this.#isSyncing) void this.#sync();",
  replace: "    void this.#sync();",
} satisfies Mutant;
