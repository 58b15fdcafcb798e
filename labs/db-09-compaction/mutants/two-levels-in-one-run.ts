import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "all inputs below level 0 are walked over as one run",
  story: "Two levels overlap: where they are merged, the entries come in no order.",
  step: "compact",
  file: "compact.ts",
  find: `    const runs = this.#compaction.inputs.flatMap(({ level, files }) =>
      level === 0 ? files.map((file) => [file]) : [files],
    );`,
  replace: `    const { inputs } = this.#compaction;
    const newest = inputs.flatMap(({ level, files }) => (level === 0 ? files : []));
    const older = inputs.flatMap(({ level, files }) => (level === 0 ? [] : files));
    const runs = [...newest.map((file) => [file]), ...(older.length > 0 ? [older] : [])];`,
} satisfies Mutant;
