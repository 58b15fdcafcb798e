import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the snapshot is not told of keys that are evicted",
  story:
    "The log has a DEL for it, and that is what matters after a crash. But the DEL is in " +
    "the new increment, what the key was renamed to is in none, and the RDB file of a " +
    "BGSAVE has no increment behind it.",
  step: "hybrid",
  file: "keeper.ts",
  find: ["    this.#snapshot?.removed(entry, reason);", ""].join("\n"),
  replace: ['    if (reason === "expired") this.#snapshot?.removed(entry, reason);', ""].join("\n"),
} satisfies Mutant;
