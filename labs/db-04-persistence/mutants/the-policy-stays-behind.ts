import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the new increment has the policy that the log was made with",
  story:
    "The options are passed on when the next file is opened. CONFIG SET appendfsync has " +
    "changed the file since then, and not the options.",
  step: "hybrid",
  file: "increment-log.ts",
  find: "        this.#file = new AofFile(start, { policy: this.#policy, clock: this.#clock });",
  replace: [
    "        const { policy } = this.#file;",
    "        this.#file = new AofFile(start, { policy, clock: this.#clock });",
  ].join("\n"),
} satisfies Mutant;
