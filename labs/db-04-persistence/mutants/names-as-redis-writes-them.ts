import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "select, multi and exec are known in upper case only",
  story:
    "redis-server writes MULTI and SELECT so. What it was sent by a client as select it " +
    "logs as it came, in older versions, and tools that make such files write what they " +
    "like.",
  step: "append",
  file: "replay.ts",
  find: 'Buffer.from(name).toString("latin1").toUpperCase();',
  replace: 'Buffer.from(name).toString("latin1");',
} satisfies Mutant;
