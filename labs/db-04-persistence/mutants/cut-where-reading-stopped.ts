import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a torn file is to be cut where reading stopped, not where the request began",
  story:
    "The reader has come as far as the third word, and says so. Cut there, the head of " +
    "the request stays, and the next one is appended behind it: the file is damaged from " +
    "then on, by its own repair.",
  step: "append",
  file: "replay.ts",
  find: '    return { ...end, kind: "torn", at, why: "the file ends inside a command" };',
  replace:
    '    return { ...end, kind: "torn", at: this.#scanner.offset, why: "the file ends inside a command" };',
} satisfies Mutant;
