import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "who leads no more waits only for what was left when it was elected",
  story:
    "It asks for votes while its successor is about to speak, and unseats it. The timer stood " +
    "still while the machine led, and nobody set it back.",
  step: "elections",
  file: "node.ts",
  find: ["    this.#leadership = undefined;", "    this.#restartTimer();"].join("\n"),
  replace: "    this.#leadership = undefined;",
} satisfies Mutant;
