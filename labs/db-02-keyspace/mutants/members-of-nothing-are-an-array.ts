import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SMEMBERS of a key that is not there is an empty array",
  story:
    "The case is answered first, as for a list. RESP2 writes both alike; a client of RESP3 " +
    "that expects a set gets what it has no code for, on the day that the set is empty.",
  step: "collections",
  file: "set-commands.ts",
  find: ['  return setOf(keyspace.getAs(key!, "set") ?? []);', ""].join("\n"),
  replace: [
    '  const members = keyspace.getAs(key!, "set");',
    '  return members === undefined ? { kind: "array", items: [] } : setOf(members);',
    "",
  ].join("\n"),
} satisfies Mutant;
