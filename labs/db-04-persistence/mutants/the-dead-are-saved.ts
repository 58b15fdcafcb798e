import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what has expired is saved when it is removed",
  story:
    "It was in the keyspace at the instant, so it belongs into the picture. But the entry " +
    "may have been made since then and be dead at once, by SET with a deadline in the " +
    "past: then its key is in the file for the second time.",
  step: "snapshot",
  file: "snapshot.ts",
  find: '    if (this.#state === "open" && reason === "evicted") this.#save(entry);',
  replace: '    if (this.#state === "open" && reason !== undefined) this.#save(entry);',
} satisfies Mutant;
