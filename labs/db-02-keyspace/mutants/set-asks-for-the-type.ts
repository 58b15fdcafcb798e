import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SET refuses a key that holds another type",
  story:
    "All commands on strings begin with the check of the type, so this one got it too. " +
    "SET does not read: it replaces whatever is there, and a cache relies on that.",
  step: "strings",
  file: "string-commands.ts",
  find: '  const kept = lifetime.kind === "keep"',
  replace: ['  keyspace.getAs(key!, "string");', '  const kept = lifetime.kind === "keep"'].join(
    "\n",
  ),
} satisfies Mutant;
