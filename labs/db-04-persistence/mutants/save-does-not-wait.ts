import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SAVE is refused while a rewrite runs",
  story:
    "It is the BGSAVE that may be refused: who sends SAVE has time. The nightly script " +
    "meets a rewrite once a month, and that night there is no backup.",
  step: "real-server",
  file: "persistence-commands.ts",
  find: '  if (keeper.jobs.running === "rdb") {',
  replace: "  if (keeper.jobs.running !== undefined) {",
} satisfies Mutant;
