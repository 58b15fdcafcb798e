import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "increments without a command stay in the manifest",
  story:
    "Each start adds a file of 24 bytes. A server that is restarted by a script every " +
    "minute has half a million of them a year later, and reads each at the next start.",
  step: "hybrid",
  file: "append-only-directory.ts",
  find: [
    "      if (end.commands > 0) kept.push(increment);",
    "      else this.#replaced.add(increment.name);",
  ].join("\n"),
  replace: "      kept.push(increment);",
} satisfies Mutant;
