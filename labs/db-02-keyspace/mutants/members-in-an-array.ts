import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SMEMBERS answers an array",
  story:
    "In RESP2 nobody can tell, and that is what redis-cli shows. A client that speaks " +
    "RESP3 gives its caller a list where it gave a set before, and `has` is not a " +
    "function any more.",
  step: "collections",
  file: "set-commands.ts",
  find: '  return setOf(keyspace.getAs(key!, "set") ?? []);',
  replace: '  return array(Array.from(keyspace.getAs(key!, "set") ?? [], bulkString));',
} satisfies Mutant;
