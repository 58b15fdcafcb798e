import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the part of a failed write that came into the file counts as appended",
  story:
    "size asks the file, and the file has grown by half a record. Whoever takes the size " +
    "for the end of what was appended counts bytes that no caller was ever told of.",
  step: "durable",
  file: "durable-file.ts",
  find: `    return this.#size;
  }

  /**
   * So many`,
  replace: `    return this.#isClosed ? this.#size : this.#file.size;
  }

  /**
   * So many`,
} satisfies Mutant;
