import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a record that has to wait is not copied",
  story:
    "The caller fills one buffer again and again, as one does with a socket. Most records " +
    "are written at once and are right. Those that met a rotation hold what came later.",
  step: "segments",
  file: "log.ts",
  find: "    await this.#turn(Uint8Array.from(record));",
  replace: "    await this.#turn(record);",
} satisfies Mutant;
