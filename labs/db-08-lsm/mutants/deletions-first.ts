import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "deleted files are written before compact pointers",
  story:
    "Whoever reads takes fields in any order, so nothing of ours notices. The bytes are " +
    "another store's, and LevelDB's are the measure.",
  step: "manifest",
  file: "version-edit.ts",
  find: `  for (const pointer of edit.compactPointers ?? []) {
    level(EditTag.CompactPointer, pointer.level);
    appendPrefixed(target, pointer.key);
  }
  for (const deleted of edit.deletedFiles ?? []) {
    level(EditTag.DeletedFile, deleted.level);
    encodeVarint64(target, deleted.number);
  }
`,
  replace: `  for (const deleted of edit.deletedFiles ?? []) {
    level(EditTag.DeletedFile, deleted.level);
    encodeVarint64(target, deleted.number);
  }
  for (const pointer of edit.compactPointers ?? []) {
    level(EditTag.CompactPointer, pointer.level);
    appendPrefixed(target, pointer.key);
  }
`,
} satisfies Mutant;
