import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a MANIFEST that cannot be read stays open",
  story:
    "The line that closes it stands behind the line that throws. Whoever tries to open a " +
    "damaged store again and again runs out of files.",
  step: "manifest",
  file: "manifest.ts",
  find: `  try {
    return readEdits(file);
  } finally {
    file.close();
  }`,
  replace: `  const state = readEdits(file);
  file.close();
  return state;`,
} satisfies Mutant;
