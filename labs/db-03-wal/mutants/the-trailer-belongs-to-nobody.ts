import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a record's start is told behind the trailer before it",
  story:
    "Where a record begins is where its header is, one would think. Then the bytes of a " +
    "trailer belong to no outcome, and a log that is cut where the last one ended is cut " +
    "six bytes too late or too early.",
  step: "reader",
  file: "log-reader.ts",
  find: 'if (this.#damage === undefined) return { kind: "record", record, start, end };',
  replace:
    'if (this.#damage === undefined) return { kind: "record", record, start: resumesAt, end };',
} satisfies Mutant;
