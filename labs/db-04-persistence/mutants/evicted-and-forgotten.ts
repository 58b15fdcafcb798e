import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what was evicted before it was saved is missing",
  story:
    "Whoever removes a key tells the log, and the snapshot is forgotten. It happens when " +
    "memory is full, which is when people save.",
  step: "snapshot",
  file: "snapshot.ts",
  find: '    if (this.#state === "open" && reason === "evicted") this.#save(entry);',
  replace:
    '    if (this.#state === "open" && reason !== "evicted" && reason !== "expired") this.#save(entry);',
} satisfies Mutant;
