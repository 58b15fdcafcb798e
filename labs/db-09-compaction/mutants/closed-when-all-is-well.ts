import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the inputs are closed at the end, and not where it fails",
  story: "Each attempt leaves files open, and blocks that the cache may not drop.",
  step: "compact",
  file: "compact.ts",
  find: `    } finally {
      source.close();
    }
    return this.#files;`,
  replace: `    }
    source.close();
    return this.#files;`,
} satisfies Mutant;
