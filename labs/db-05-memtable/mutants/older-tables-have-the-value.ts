import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "where the newest table says deleted, the older ones are asked",
  story:
    "The first table that *has* the key, instead of the first that *knows* of it: deleted keys come " +
    "back as soon as the deletion and the put are in different tables. RocksDB and Cassandra call " +
    "what was forgotten here a tombstone.",
  step: "sorted-peer",
  file: "memory-store.ts",
  find: '      if (found !== undefined) return found.kind === "value" ? found.value : undefined;',
  replace: '      if (found?.kind === "value") return found.value;',
} satisfies Mutant;
