import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a group has 1 MiB, whoever is first",
  story: "A write of ten bytes waits until a megabyte beside it is copied and synced.",
  step: "writers",
  file: "write-group.ts",
  find: "const most = isSmall ? first.sizeBytes + SMALL_BYTES : GROUP_BYTES_MAX;",
  replace: "const most = isSmall ? GROUP_BYTES_MAX : GROUP_BYTES_MAX;",
} satisfies Mutant;
