import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the search is a recursion, a call for each bad block",
  story:
    "Some hundred MiB of zeros, which a file has that was lengthened ahead, end it with a " +
    "RangeError, and the log does not open.",
  step: "reader",
  file: "log-reader.ts",
  find: `(fragment.offset % BLOCK_SIZE_BYTES);
        return undefined;
`,
  replace: `(fragment.offset % BLOCK_SIZE_BYTES);
        return this.#take(this.#fragment());
`,
} satisfies Mutant;
