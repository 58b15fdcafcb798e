import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an edit is installed when it is written",
  story:
    "It is in the page cache, and read back at once. The log that it replaces is removed, the " +
    "power goes, and with it all that was in that log.",
  step: "manifest",
  file: "manifest.ts",
  find: `    await file.sync();
  }

  /**
   * Gives the handle back. Twice is once.`,
  replace: `    if (file.durableBytes === 0) await file.sync();
    else void file.sync().catch(() => {});
  }

  /**
   * Gives the handle back. Twice is once.`,
} satisfies Mutant;
