import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an append syncs the file itself",
  story:
    "It is durable when it says so. Sixty-four writers take 640 syncs for 640 records, " +
    "and on a disk without protection that is some two seconds.",
  step: "segments",
  file: "log.ts",
  find: '    if (this.#settings.policy === "always") await this.#commit();',
  replace: '    if (this.#settings.policy === "always") await this.#active.sync();',
} satisfies Mutant;
