import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a time of 0 is accepted",
  story:
    "EX 0 means now, so the key is set and dead. Redis refuses it: it is nearly always a " +
    "rounded-down fraction of a second, and a cache that never hits is hard to find.",
  step: "strings",
  file: "deadline.ts",
  find: ["  if (amount <= 0n) throw invalidExpireTime(command);", ""].join("\n"),
  replace: ["  if (amount < 0n) throw invalidExpireTime(command);", ""].join("\n"),
} satisfies Mutant;
