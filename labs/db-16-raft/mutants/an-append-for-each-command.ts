import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each command is sent at once, with all that was sent before and is not answered",
  story:
    "Commands that come faster than answers are sent again and again: the hundredth with the " +
    "ninety-nine before it. The thesis §10.2.2: batch what comes meanwhile.",
  step: "replication",
  file: "leadership.ts",
  find: "for (const [to, { isAwaited }] of this.#progress) if (!isAwaited) this.#sendAppend(to);",
  replace: "for (const to of this.#progress.keys()) this.#sendAppend(to);",
} satisfies Mutant;
