import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "INFO says that the log is well while writes are refused",
  story:
    "The status is that of the last rewrite, and monitoring looks at it every minute, and " +
    "sees nothing.",
  step: "real-server",
  file: "persistence-parts.ts",
  find: "    `aof_last_write_status:${status(log?.failure === undefined)}`,",
  replace: "    `aof_last_write_status:${status(keeper.lastRewrite.ok || log === undefined)}`,",
} satisfies Mutant;
