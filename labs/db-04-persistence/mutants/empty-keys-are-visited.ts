import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key with an empty collection is made",
  story:
    "A bug of Redis 6.2 wrote such keys (#8453). A keyspace that holds one answers " +
    "EXISTS with 1 and LLEN with 0, and no command removes it.",
  step: "rdb-decode",
  file: "rdb-reader.ts",
  find: ['  if (value.kind !== "string" && value.size === 0) return;', ""].join("\n"),
  replace: "",
} satisfies Mutant;
