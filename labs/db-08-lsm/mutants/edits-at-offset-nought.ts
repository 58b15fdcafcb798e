import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each edit is framed as if the file began with it",
  story:
    "encodeRecord wants an offset, and 0 works in every small test. From the second block on " +
    "records cross the blocks' ends, and a MANIFEST of a month is damaged.",
  step: "manifest",
  file: "manifest.ts",
  find: "encodeRecord(encodeVersionEdit(edit), file.size)",
  replace: "encodeRecord(encodeVersionEdit(edit), 0)",
} satisfies Mutant;
