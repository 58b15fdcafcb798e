import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key that is there is inserted again",
  story:
    "In a map the second insert would replace the first one, in a memtable it is a bug of the caller: " +
    "two writes had one sequence number. A list that says nothing hides it until a merge finds two " +
    "entries of one name.",
  step: "skip-list",
  file: "skip-list.ts",
  find: `    assert(isNew, "a key that the list has already");
`,
  replace: "",
} satisfies Mutant;
