import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "BGSAVE during a rewrite is scheduled without being told to",
  story:
    "Friendlier than an error, and a script that takes the reply for a save that has " +
    "begun copies the dump.rdb of yesterday.",
  step: "real-server",
  file: "persistence-commands.ts",
  find: ["  if (isBusy && !schedules) throw new CommandError(CANNOT_SAVE);", ""].join("\n"),
  replace: ["  if (isBusy && !schedules) void CANNOT_SAVE;", ""].join("\n"),
} satisfies Mutant;
