import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the new file's name is never synced",
  story:
    "The file is synced with every save. Its name is in the directory, and that is not: after the power cut there is " +
    "no file, and a machine of term 7 begins with term 0 and votes once more.",
  step: "persistence",
  file: "storage.ts",
  find: `      await disk.syncDirectory(path.split("/").slice(0, -1).join("/"));
`,
  replace: "",
} satisfies Mutant;
