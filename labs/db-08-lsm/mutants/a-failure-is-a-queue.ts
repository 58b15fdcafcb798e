import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "after a failed sync, append says that another edit is under way",
  story:
    "An assertion that forgets the failed file: its bytes stay undurable for ever. The caller " +
    "is told of a bug, where the disk had failed.",
  step: "manifest",
  file: "manifest.ts",
  find: "    const isFree = file.durableBytes === file.size || file.failure !== undefined;",
  replace: "    const isFree = file.durableBytes === file.size;",
} satisfies Mutant;
