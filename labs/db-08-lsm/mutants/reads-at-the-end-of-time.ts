import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an iterator without a snapshot sees every sequence",
  story:
    "The memtable is shared: what is put behind the cursor appears in the scan, and a loop that writes what it reads never ends.",
  step: "iterators",
  file: "store.ts",
  find: [
    "    const sequence = snapshot?.sequence ?? versions.lastSequence;",
    "    const lease",
  ].join("\n"),
  replace: [
    "    const sequence = snapshot?.sequence ?? Number.MAX_SAFE_INTEGER;",
    "    const lease",
  ].join("\n"),
} satisfies Mutant;
