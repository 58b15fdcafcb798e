import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a command that may write is logged, whether it changed anything or not",
  story:
    "Whether it writes is known from the table, and asking what it did seems a needless " +
    "question. A cron job that sends DEL for a thousand keys that are long gone fills the " +
    "disk, and SPOP of nothing becomes SREM of nothing, which no reader takes.",
  step: "append",
  file: "command-log.ts",
  find: "        if (keyspace.changes === before) return reply;",
  replace: [
    "        const { access } = command as { access?: string };",
    '        if (access === undefined || access === "read") return reply;',
  ].join("\n"),
} satisfies Mutant;
