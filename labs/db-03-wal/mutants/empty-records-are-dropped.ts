import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "empty records are not salvaged",
  story:
    "There is nothing in them. But they have a place: who counts records to know an index " +
    "is off by one from there on.",
  step: "leveldb",
  file: "salvage.ts",
  find: `        to.append(encodeRecord(found.record, to.size));
        records += 1;`,
  replace: `        if (found.record.length === 0) break;
        to.append(encodeRecord(found.record, to.size));
        records += 1;`,
} satisfies Mutant;
