import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "output exactly at the mark does not pause",
  story:
    "`>` for `>=`. The bound that was promised is the mark and one reply more; this one is " +
    "a byte above it, and with replies of a fixed size it is met every time.",
  step: "pipelines",
  file: "connection.ts",
  find: "this.#output.size >= this.#highWaterBytes",
  replace: "this.#output.size > this.#highWaterBytes",
} satisfies Mutant;
