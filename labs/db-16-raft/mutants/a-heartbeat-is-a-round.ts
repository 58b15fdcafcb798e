import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a read joins the round of a heartbeat that waits to be sent",
  story:
    "The Append of the heartbeat bears the round before, which a majority has answered already: the read is confirmed at once, by answers that are older than it.",
  step: "clients",
  file: "leadership.ts",
  find: "    this.#sinceHeartbeat = 0;\n",
  replace:
    "    this.#sinceHeartbeat = 0;\n    this.#isRoundSent = this.#isRoundSent && this.#round === 0;\n",
} satisfies Mutant;
