import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a block that becomes smaller by exactly an eighth is compressed",
  story: "LevelDB asks for more than an eighth. One block in some hundred is another one then.",
  step: "table-writer",
  file: "table-writer.ts",
  find: "if (compressed.length < contents.length",
  replace: "if (compressed.length <= contents.length",
} satisfies Mutant;
