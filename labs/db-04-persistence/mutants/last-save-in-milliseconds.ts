import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "rdb_last_save_time is in milliseconds",
  story:
    "The clock has milliseconds, and so has everything else here. The alarm for a save " +
    "that is older than a day rings in the year 55000.",
  step: "real-server",
  file: "persistence-parts.ts",
  find: "    `rdb_last_save_time:${Math.floor(keeper.savedMs / 1000)}`,",
  replace: "    `rdb_last_save_time:${keeper.savedMs}`,",
} satisfies Mutant;
