import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "every value that was handed out stays in the decoder",
  story:
    "An index into the list of values costs less than shift, and it works: each value comes " +
    "once, in order. The list is never begun anew. A connection's memory is then all that " +
    "ever came over it, and only a long-lived one shows it.",
  step: "decode",
  file: "decode.ts",
  find: ["      this.#ready = this.#open.takeWhole();", "      this.#taken = 0;"].join("\n"),
  replace: "      for (const value of this.#open.takeWhole()) this.#ready.push(value);",
} satisfies Mutant;
