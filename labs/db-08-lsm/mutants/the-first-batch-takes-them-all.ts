import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a group is gathered in the first writer's own batch",
  story: "Whoever keeps a batch and writes it again has ten other people's changes in it.",
  step: "writers",
  file: "write-path.ts",
  find: `      batch = new WriteBatch();
      for (const writer of group) batch.append(writer.batch!);`,
  replace: "      for (const writer of group.slice(1)) batch.append(writer.batch!);",
} satisfies Mutant;
