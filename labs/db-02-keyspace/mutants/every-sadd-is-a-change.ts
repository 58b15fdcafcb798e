import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SADD of a member that is there counts as a change",
  story:
    "The words of the request are counted, not what came of them. Nothing is wrong with " +
    "any reply. But whatever is written when something changed is written at every " +
    "repeated SADD, and a set that nobody changes fills the disk.",
  step: "collections",
  file: "set-commands.ts",
  find: "  keep(keyspace, key!, target, added);",
  replace: "  keep(keyspace, key!, target, members.length);",
} satisfies Mutant;
