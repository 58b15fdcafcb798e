import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the end of a key is told before it is gone",
  story:
    "Whoever is told may ask, or write a log: it finds the key it was told the end of. " +
    "With a listener that looks the key up, removing it comes round in a circle.",
  step: "expiry",
  file: "keyspace.ts",
  find: [
    "    this.#drop(entry);",
    '    if (reason === "expired") this.expiredKeys += 1;',
    "    else this.evictedKeys += 1;",
    "    this.#onRemoved(entry, reason);",
    "",
  ].join("\n"),
  replace: [
    "    this.#onRemoved(entry, reason);",
    "    this.#drop(entry);",
    '    if (reason === "expired") this.expiredKeys += 1;',
    "    else this.evictedKeys += 1;",
    "",
  ].join("\n"),
} satisfies Mutant;
