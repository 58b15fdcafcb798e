import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "where the manifest cannot be written the handle of the increment is kept",
  story:
    "Each failed rewrite on a full disk costs a file descriptor; after a thousand of them " +
    "nobody can connect any more.",
  step: "hybrid",
  file: "append-only-directory.ts",
  find: ["      start.file.close();", "      if (!this"].join("\n"),
  replace: "      if (!this",
} satisfies Mutant;
