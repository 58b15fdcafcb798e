import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "FLUSHALL with a wrong word ends a picture",
  story:
    "The snapshot is told before the command runs, as of every other. The command is " +
    "refused, nothing is removed, and the backup is given up.",
  step: "snapshot",
  file: "observed.ts",
  find: [
    "            const reply = command.run(session, args, table);",
    "            snapshot?.flushed();",
    "            return reply;",
  ].join("\n"),
  replace: [
    "            snapshot?.flushed();",
    "            return command.run(session, args, table);",
  ].join("\n"),
} satisfies Mutant;
