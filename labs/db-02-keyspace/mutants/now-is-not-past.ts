import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "EXPIRE with a deadline of just now keeps the key",
  story:
    "A key lives at its deadline, so a deadline of now is in the future for one more " +
    "millisecond. EXPIRE key 0 is an idiom for DEL, and is not one then.",
  step: "expiry",
  file: "expiry-commands.ts",
  find: "  if (at <= now) keyspace.remove(key!);",
  replace: "  if (at < now) keyspace.remove(key!);",
} satisfies Mutant;
