import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "everything that ends with .ldb is a table, and nothing else is",
  story: "LevelDB before 1.14 wrote .sst; and MANIFEST has no ending at all.",
  step: "amplification",
  file: "amplification.ts",
  find: `const kind = parseFileName(file.path.split("/").at(-1)!)?.kind ?? "other";`,
  replace: `const kind: FileKind | "other" = file.path.endsWith(".ldb") ? "table" : (parseFileName(file.path.split("/").at(-1)!.replace(".sst", ".txt"))?.kind ?? "other");`,
} satisfies Mutant;
