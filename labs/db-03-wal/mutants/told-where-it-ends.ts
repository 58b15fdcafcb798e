import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "damage is told where it was met last",
  story:
    "Each bad fragment on the way writes its offset down. Of four bad blocks the last one " +
    "is reported, and whoever measures the damage by it takes rot for the end of a crash.",
  step: "reader",
  file: "log-reader.ts",
  find: "this.#damage ??= { offset, reason };",
  replace: "this.#damage = { offset, reason };",
} satisfies Mutant;
