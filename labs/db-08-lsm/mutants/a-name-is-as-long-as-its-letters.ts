import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the length of the comparator's name is that of its letters, not of its bytes",
  story:
    "All names that anybody tried were ASCII. The first other one makes a MANIFEST that nobody can read.",
  step: "manifest",
  file: "version-edit.ts",
  find: "    appendPrefixed(target, Buffer.from(edit.comparator));",
  replace: `    encodeVarint32(target, edit.comparator.length);
    target.append(Buffer.from(edit.comparator));`,
} satisfies Mutant;
