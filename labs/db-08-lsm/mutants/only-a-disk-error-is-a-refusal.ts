import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a removal that fails with what is no DiskError fails the opening",
  story:
    "A read-only file system says EROFS, which has no DiskError. A store that could be read does not open.",
  step: "recovery",
  file: "recovery.ts",
  find: `      if (error instanceof InvariantError) throw error;
    }
  }
  return tables;`,
  replace: `      if ((error as Error).name !== "DiskError") throw error;
    }
  }
  return tables;`,
} satisfies Mutant;
