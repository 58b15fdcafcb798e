import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the reader asks for the file's size anew each time",
  story:
    "A writer beside it appends. The last block was read short and is kept; the good " +
    "record that came behind it is told as cut, or as damage.",
  step: "reader",
  file: "log-reader.ts",
  find: `  readonly #size: number;
`,
  replace: `  get #size(): number {
    return this.#file.size;
  }
  set #size(_: number) {}
`,
} satisfies Mutant;
