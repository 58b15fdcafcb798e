import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the next segment is made before the full one is synced",
  story:
    "All the steps are there, and the order saves a wait. A crash in between leaves the " +
    "new file, empty, behind an old one whose end is torn: by the rules that is rot, and " +
    "the log does not open.",
  step: "segments",
  file: "log.ts",
  find: `    await this.#commit();
    assert(this.#active.durableBytes === this.#active.size, "nothing is written meanwhile");
    const path = segmentPath(this.#directory, this.#written);
    const file = this.#disk.open(path, "new");
`,
  replace: `    const path = segmentPath(this.#directory, this.#written);
    const file = this.#disk.open(path, "new");
    await this.#commit();
`,
} satisfies Mutant;
