import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "OBJECT IDLETIME counts as a use of the key",
  story:
    "A monitor that asks for idle times makes every key it asks about fresh, and so the cache " +
    "keeps what is watched.",
  step: "eviction",
  file: "server-commands.ts",
  find: `  const entry = keyspace.peek(args[0]!);
  if (entry === undefined) return nil;
  if (keyspace.eviction.policy.endsWith("lfu")) {`,
  replace: `  const entry = keyspace.peek(args[0]!);
  if (entry === undefined) return nil;
  keyspace.get(args[0]!);
  if (keyspace.eviction.policy.endsWith("lfu")) {`,
} satisfies Mutant;
