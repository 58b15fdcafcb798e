import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a rewrite during which all keys are removed fails",
  story:
    "The picture cannot be finished, so the rewrite has failed, and the log is as long as " +
    "before. On a server that is flushed once an hour no rewrite that takes longer ever " +
    "ends.",
  step: "hybrid",
  file: "keeper.ts",
  find: ["      if (!(error instanceof SnapshotError)) throw error;", "    }", "  }"].join("\n"),
  replace: ["      throw error;", "    }", "  }"].join("\n"),
} satisfies Mutant;
