import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a recovery begins with a state without compact pointers",
  story:
    "The state was put together from what recovery needs. Each restart compacts the first keys again.",
  step: "recovery",
  file: "recovery.ts",
  find: "    versions = await VersionSet.create(disk, directory, state);",
  replace:
    "    versions = await VersionSet.create(disk, directory, { ...state, compactPointers: new Map() });",
} satisfies Mutant;
