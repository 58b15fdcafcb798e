import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "files are removed by how their names begin",
  story:
    "What begins with appendonly.aof is ours. So was appendonly.aof.bak, the copy that " +
    "somebody made before an upgrade.",
  step: "hybrid",
  file: "append-only-directory.ts",
  find: "      const isOurs = isTemporary || numbered(name, appendfilename) !== undefined;",
  replace: [
    "      const isOurs = isTemporary || name.startsWith(`${appendfilename}.`);",
    "      if (name === `${appendfilename}.manifest`) continue;",
  ].join("\n"),
} satisfies Mutant;
