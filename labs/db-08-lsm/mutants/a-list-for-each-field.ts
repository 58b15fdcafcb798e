import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each field that belongs in a list makes a new list",
  story:
    "Nothing is ever changed in place, and ten files are ten short lists. The snapshot of a " +
    "store of a hundred thousand tables takes a minute to read.",
  step: "manifest",
  file: "version-edit.ts",
  find: `      lists.deletedFiles.push({ level: fields.level(), number: fields.varint64("a deleted file") });
`,
  replace: `      lists.deletedFiles = [
        ...lists.deletedFiles,
        { level: fields.level(), number: fields.varint64("a deleted file") },
      ];
`,
} satisfies Mutant;
