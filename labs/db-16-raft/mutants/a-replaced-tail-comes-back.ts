import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "entries of a later batch are put over the old ones, and the old tail stays",
  story:
    "A new leader has replaced entries 3, 4 and 5 by one entry 3. After a restart 4 and 5 are back, from a term that " +
    "nobody has committed, behind an entry that they never stood behind.",
  step: "persistence",
  file: "storage.ts",
  find: `    if (first !== undefined) entries.length = Math.min(entries.length, first.index - 1);
    for (const entry of batch.entries) entries.push(entry);`,
  replace: `    if (first !== undefined) for (const entry of batch.entries) entries[entry.index - 1] = entry;`,
} satisfies Mutant;
