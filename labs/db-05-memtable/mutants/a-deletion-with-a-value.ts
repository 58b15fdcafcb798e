import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a deletion may carry a value",
  story:
    "It costs nothing to accept it. The bytes go into the log, the table and every file, and no " +
    "reader can ever see them.",
  step: "memtable",
  file: "memtable.ts",
  find: `    assert(type === ValueType.Value || value.length === 0, "a deletion with a value");
`,
  replace: "",
} satisfies Mutant;
