import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a torn log is said to be whole up to the bad fragment",
  story:
    "Where the bytes are bad, there the log is cut. But the fragments before it are a " +
    "part of the same record: what is left ends with a FIRST, and the next record that is " +
    "appended is out of order.",
  step: "reader",
  file: "log-reader.ts",
  find: 'return { kind: "torn", start, ...this.#damage };',
  replace: 'return { kind: "torn", ...this.#damage, start: this.#damage.offset };',
} satisfies Mutant;
