import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the full segment is not synced when the next is made",
  story:
    "Every record is synced when its writer asks, so why here? Under lazy nobody asks: " +
    "the end of the old segment and the beginning of the new one are both in the cache, " +
    "and the crash keeps what it likes: a log with a hole, and a log that will not open.",
  step: "segments",
  file: "log.ts",
  find: `    await this.#commit();
    assert(this.#active.durableBytes === this.#active.size, "nothing is written meanwhile");
`,
  replace: "",
} satisfies Mutant;
