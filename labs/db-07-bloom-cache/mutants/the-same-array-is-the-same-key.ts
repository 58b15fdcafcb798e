import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what was asked last is known by its array",
  story:
    "The answer is kept for the next call with the same array. A caller that puts each key into " +
    "one buffer is given the answer for the key before: a key that is there is denied.",
  step: "filter-block",
  file: "filter-block.ts",
  find: `    return bloomMayContainAt(this.#contents, start, end, userKey);
  }`,
  replace: `    if (this.#key !== userKey || this.#range !== range) {
      this.#key = userKey;
      this.#range = range;
      this.#answer = bloomMayContainAt(this.#contents, start, end, userKey);
    }
    return this.#answer;
  }

  #key: Uint8Array | undefined;
  #range = -1;
  #answer = true;`,
} satisfies Mutant;
