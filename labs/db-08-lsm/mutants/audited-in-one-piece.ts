import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "all tables are checked without a pause",
  story: "A server that audits itself answers nobody for a minute.",
  step: "leveldb",
  file: "check-store.ts",
  find: ["      await loopSlices.pause();", "      const before = this.faults.length;"].join("\n"),
  replace: "      const before = this.faults.length;",
} satisfies Mutant;
