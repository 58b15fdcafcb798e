import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a record whose end is missing is taken for the end of the log",
  story:
    "LevelDB says end of file there, and nothing of the FIRST that it has seen. Who then " +
    "appends behind that FIRST writes a log with a fragment out of order in it.",
  step: "reader",
  file: "log-reader.ts",
  find: '    return { kind: "torn", start, offset: this.#size, reason: "cut" };',
  replace: '    return { kind: "end", start };',
} satisfies Mutant;
