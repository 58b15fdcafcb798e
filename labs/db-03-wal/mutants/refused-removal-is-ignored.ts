import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a segment that cannot be removed is passed over",
  story:
    "It is gone already, somebody thought. It was there, the next one was removed, and " +
    "the log with its gap never opened again.",
  step: "segments",
  file: "log.ts",
  find: `        this.#disk.remove(this.#segments[0]!.path);
`,
  replace: `        try {
          this.#disk.remove(this.#segments[0]!.path);
        } catch {
          // It is gone already.
        }
`,
} satisfies Mutant;
