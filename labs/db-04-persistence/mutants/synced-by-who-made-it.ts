import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the root is synced only by the start that makes the directory",
  story:
    "A start is killed between the two calls. The next one finds the directory there, and thinks that all is well; after a power cut the directory is gone, with everything in it.",
  step: "hybrid",
  file: "append-only-directory.ts",
  find: "    await disk.syncDirectory(parentOf(appenddirname));\n",
  replace:
    "    if (disk.list(appenddirname).length === 0) await disk.syncDirectory(parentOf(appenddirname));\n",
} satisfies Mutant;
