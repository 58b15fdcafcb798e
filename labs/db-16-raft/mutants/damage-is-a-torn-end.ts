import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "whatever is damaged is cut off as if a crash had torn it",
  story:
    "The first batch whose checksum is wrong is where the log ends. So one flipped bit throws away " +
    "entries that were acknowledged, and the machine votes for leaders that lack them. Alagappan " +
    "et al., Protocol-Aware Recovery for Consensus-Based Storage (FAST 2018): a majority of such " +
    "machines loses committed data.",
  step: "persistence",
  file: "storage.ts",
  find: "if (batchAt(bytes, at) !== undefined) {",
  replace: "if (at < 0) {",
} satisfies Mutant;
