import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "append asks for its sync before its turn to be written has come",
  story:
    "Both are waited for, so both have happened. But for a record that had to wait, the " +
    "sync began before it was written: acknowledged, and not durable. Without " +
    "backpressure and rotations it cannot be seen.",
  step: "segments",
  file: "log.ts",
  find: `    await this.#turn(Uint8Array.from(record));
    if (this.#settings.policy === "always") await this.#commit();`,
  replace: `    const turn = this.#turn(Uint8Array.from(record));
    if (this.#settings.policy === "always") await this.#commit();
    await turn;`,
} satisfies Mutant;
