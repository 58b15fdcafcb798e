import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each BGSAVE SCHEDULE during a rewrite is another save",
  story:
    "A script that sees no new file asks again every second. The rewrite takes ten " +
    "minutes, and then the server saves six hundred times.",
  step: "real-server",
  file: "persistence-commands.ts",
  find: '  if (!jobs.waits("rdb")) inBackground(keeper.save());',
  replace: "  inBackground(keeper.save());",
} satisfies Mutant;
