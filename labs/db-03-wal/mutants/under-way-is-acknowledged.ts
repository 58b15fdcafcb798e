import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an append whose sync is under way when the log fails is acknowledged",
  story:
    "Its own sync had ended well, so why not. But the log had failed a moment before, and " +
    "had said so to all others.",
  step: "segments",
  file: "log.ts",
  find: `      throw this.#fail(error);
    }
    if (this.failure !== undefined) throw this.failure;
  }
`,
  replace: `      throw this.#fail(error);
    }
  }
`,
} satisfies Mutant;
