import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "all clients share one sequence of numbers",
  story: "It works with the one client of the first test.",
  step: "clients",
  file: "sessions.ts",
  find: "const last = this.#sessions.get(client);",
  replace: "const last = [...this.#sessions.values()].at(-1);",
} satisfies Mutant;
