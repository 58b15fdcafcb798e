import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "PERSIST of a key without a deadline is no use of it",
  story:
    "The command looks at the deadline first, and is done. Redis has looked up the key for writing by then, which is a use.",
  step: "expiry",
  file: "expiry-commands.ts",
  find: `  if (keyspace.get(key!) === undefined) return integer(0);
  if (keyspace.peek(key!)?.deadline === undefined) return integer(0);
  keyspace.setDeadline(key!, undefined);`,
  replace: `  if (keyspace.peek(key!)?.deadline === undefined) return integer(0);
  keyspace.get(key!);
  keyspace.setDeadline(key!, undefined);`,
} satisfies Mutant;
