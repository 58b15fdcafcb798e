import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the words of BGSAVE are looked at when nothing runs",
  story:
    "What runs is asked first, as for BGREWRITEAOF. A script with a mistake in it fails only at night, when no other save is under way.",
  step: "real-server",
  file: "persistence-commands.ts",
  find: '  if (args.length > 0 && !schedules) throw new CommandError("ERR syntax error");\n  if (jobs.running === "rdb") throw new CommandError("ERR Background save already in progress");\n',
  replace:
    '  if (jobs.running === "rdb") throw new CommandError("ERR Background save already in progress");\n  if (args.length > 0 && !schedules) throw new CommandError("ERR syntax error");\n',
} satisfies Mutant;
