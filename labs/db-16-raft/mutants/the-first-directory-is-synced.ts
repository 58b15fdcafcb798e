import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "open syncs the first directory of the path, not the one that the file stands in",
  story:
    "With raft.log, and with machines/raft.log, they are the same. With data/machines/raft.log the name is lost " +
    "in a power cut, and with it every vote and entry.",
  step: "persistence",
  file: "storage.ts",
  find: 'await disk.syncDirectory(path.split("/").slice(0, -1).join("/"));',
  replace: 'await disk.syncDirectory(path.split("/").slice(0, -1)[0] ?? "");',
} satisfies Mutant;
