import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a base is read as an RDB file, whatever it begins with",
  story:
    "It is called base.rdb, and we write no other. A Redis with aof-use-rdb-preamble no " + "does.",
  step: "hybrid",
  file: "base-file.ts",
  find: "  if (!isRdb(disk, path)) {",
  replace: '  if (path.endsWith(".aof") && !isRdb(disk, path)) {',
} satisfies Mutant;
