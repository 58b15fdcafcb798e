import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the array of runs is kept, and read at the first seek",
  story: "The array is the caller's, who may use it again for the next merge.",
  step: "merging",
  file: "merging-iterator.ts",
  find: `  readonly #runs: readonly Run[];
  /** A binary heap: the children of the one at i are at 2i + 1 and 2i + 2. */
  readonly #heap: Run[] = [];
  #direction = FORWARDS;

  constructor(children: readonly InternalIterator[]) {
    this.#runs = children.map((child) => new Run(child));
  }

`,
  replace: `  /** A binary heap: the children of the one at i are at 2i + 1 and 2i + 2. */
  readonly #heap: Run[] = [];
  #direction = FORWARDS;

  constructor(children: readonly InternalIterator[]) {
    this.#children = children;
  }

  readonly #children: readonly InternalIterator[];
  #made: Run[] | undefined;

  get #runs(): readonly Run[] {
    this.#made ??= this.#children.map((child) => new Run(child));
    return this.#made;
  }

`,
} satisfies Mutant;
