import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SHUTDOWN saves though NOSAVE says not to",
  story:
    "Better safe than sorry. The one who sends NOSAVE has just run FLUSHALL by mistake " +
    "and wants the old dump.rdb to stay.",
  step: "real-server",
  file: "persistence-commands.ts",
  find: '(saves() && !words.has("nosave"))',
  replace: "saves()",
} satisfies Mutant;
