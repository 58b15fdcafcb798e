import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "tables are asked for the newest version, whatever the sequence",
  story:
    "Without snapshots nobody sees a difference. A backup that reads at its snapshot for an " +
    "hour has half of what was written meanwhile.",
  step: "point-reads",
  file: "version.ts",
  find: "    const target = seekKey(userKey, sequence);",
  replace: "    const target = seekKey(userKey, Math.max(sequence, 2 ** 52));",
} satisfies Mutant;
