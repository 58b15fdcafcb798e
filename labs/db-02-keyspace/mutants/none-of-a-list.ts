import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SRANDMEMBER with a count of 0 does not look at the key",
  story:
    "Nothing is asked for, so nothing is the answer, even of a list. The client learns that " +
    "its key is of another kind on the day when it asks for more.",
  step: "real-clients",
  file: "set-random-commands.ts",
  find: `  const source = keyspace.getAs(key!, "set");
  const { random } = keyspace;`,
  replace: `  if (wanted === 0) return array([]);
  const source = keyspace.getAs(key!, "set");
  const { random } = keyspace;`,
} satisfies Mutant;
