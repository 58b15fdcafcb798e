import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "A key that a command changed and then removed is accounted for",
  story:
    "LPOP of the last element: the list was changed, so it is noted; it is empty, so it goes; " +
    "at the end of the command its bytes are added all the same. usedBytes leaks by a " +
    "hundred bytes at every emptied list.",
  step: "eviction",
  file: "keyspace.ts",
  find: `      if (this.#keys.get(entry.key) !== entry) continue;
`,
  replace: "",
} satisfies Mutant;
