import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the parents of the directory are made where they are not",
  story:
    "The data volume was not mounted. The log was opened all the same, in directories of " +
    "the root volume whose names nobody synced.",
  step: "segments",
  file: "recovery.ts",
  find: `  if (directory !== "") disk.makeDirectory(directory);
`,
  replace: `  const parts = directory === "" ? [] : directory.split("/");
  for (const i of parts.keys()) disk.makeDirectory(parts.slice(0, i + 1).join("/"));
`,
} satisfies Mutant;
