import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a value of no bytes is taken for a deletion",
  story:
    "An entry without a value is a deletion: so it seems, since deletions have none. LevelDB keeps a " +
    "type for this reason.",
  step: "sorted-peer",
  file: "memory-store.ts",
  find: '      if (change.kind === "put") {',
  replace: '      if (change.kind === "put" && change.value.length > 0) {',
} satisfies Mutant;
