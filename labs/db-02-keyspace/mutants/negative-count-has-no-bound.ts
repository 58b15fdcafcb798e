import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SRANDMEMBER makes as many members as it is asked for, below 0",
  story:
    "CVE-2023-22458: one request of a few bytes, and the server is busy or dead. The bound of " +
    "what a reply may hold was there all the time.",
  step: "real-clients",
  file: "set-random-commands.ts",
  find: "  if (wanted !== undefined && wanted < -MAX_ELEMENTS) {",
  replace: "  if (wanted !== undefined && wanted < -Number.MAX_SAFE_INTEGER) {",
} satisfies Mutant;
