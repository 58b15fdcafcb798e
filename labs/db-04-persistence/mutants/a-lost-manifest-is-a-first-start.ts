import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "where there is no manifest, what lies in the directory is removed",
  story:
    "No manifest: a first start, and what else lies there is left over from a crash. " +
    "Somebody has restored a backup and forgotten the one small file, and now the large " +
    "ones are gone too.",
  step: "hybrid",
  file: "append-only-directory.ts",
  find: ["    directory.#checkLost(path, hasRdb);", ""].join("\n"),
  replace: "",
} satisfies Mutant;
