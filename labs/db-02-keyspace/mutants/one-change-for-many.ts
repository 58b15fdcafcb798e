import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SPOP of several members counts as one change",
  story:
    "What is counted is commands, not changes. It matters to whoever saves after so many " +
    "changes.",
  step: "real-clients",
  file: "set-random-commands.ts",
  find: "keyspace.touched(key!, popped.length);",
  replace: "keyspace.touched(key!, 1);",
} satisfies Mutant;
