import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "under everysec and no a group is written after its replies have left",
  story:
    "It is written at the end of the turn anyway, a moment later. In this moment the process can be " +
    "killed, and the client has its answer: the two policies promise to survive that.",
  step: "fsync",
  file: "aof-file.ts",
  find: "return this.#group.size === 0 ? undefined : this.#turn;",
  replace: "return undefined;",
} satisfies Mutant;
