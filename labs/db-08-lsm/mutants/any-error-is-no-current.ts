import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a CURRENT that cannot be opened is none",
  story: "EIO for a moment, and a new store is made in the directory of the old one.",
  step: "manifest",
  file: "manifest.ts",
  find: `  if (!disk.exists(current)) return undefined;
  const name = readText(disk, current);`,
  replace: `  let name: string;
  try {
    name = readText(disk, current);
  } catch {
    return undefined;
  }`,
} satisfies Mutant;
