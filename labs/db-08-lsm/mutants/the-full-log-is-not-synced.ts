import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the log of a full memtable is not synced before the next one",
  story:
    "LevelDB does so to this day: a power cut can take the end of one log, and keep the next. Then writes are missing in the middle.",
  step: "writers",
  file: "write-path.ts",
  find: `    await full.sync();
    this.#state.check();
`,
  replace: "",
} satisfies Mutant;
