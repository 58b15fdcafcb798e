import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a collection that became empty leaves its deadline behind",
  story:
    "The key is taken out of the dict of keys, at the one place that does not go through " +
    "the function which removes a key from both. The deadline of the dead stays, and the " +
    "cycle that looks for keys to expire finds an entry that nobody can look up.",
  step: "collections",
  file: "keyspace.ts",
  find: '    if (entry.value.kind !== "string" && entry.value.size === 0) this.#drop(entry);',
  replace:
    '    if (entry.value.kind !== "string" && entry.value.size === 0) this.#keys.delete(key);',
} satisfies Mutant;
