import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a line says that all was durable that was written before it",
  story:
    "Size and durable size are the same most of the time. After a crash that lost the " +
    "middle of the last second, the line behind it swears that it was there: the server " +
    "takes the crash for rot, and does not start.",
  step: "fsync",
  file: "aof-file.ts",
  find: "groupLine(group, this.durableBytes, this.#seed)",
  replace: "groupLine(group, this.size, this.#seed)",
} satisfies Mutant;
