import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the new directory is synced, and the one that it stands in is not",
  story:
    "Everything in the directory was synced, and its name is in another directory. After " +
    "a power cut there is no appendonlydir.",
  step: "hybrid",
  file: "append-only-directory.ts",
  find: [
    "    disk.makeDirectory(appenddirname);",
    "    await disk.syncDirectory(parentOf(appenddirname));",
  ].join("\n"),
  replace: [
    "    disk.makeDirectory(appenddirname);",
    "    await disk.syncDirectory(appenddirname);",
  ].join("\n"),
} satisfies Mutant;
