import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SMISMEMBER asks SISMEMBER once for each member",
  story:
    "One command written by means of another, once for each word. The key is looked up each " +
    "time, and so one command on fifty members counts as fifty uses under LFU.",
  step: "eviction",
  file: "set-commands.ts",
  find: `  const source = keyspace.getAs(key!, "set");
  return array(members.map((member) => oneOrZero(source?.has(member))));`,
  replace: "  return array(members.map((member) => sismember(keyspace, [key!, member])));",
} satisfies Mutant;
