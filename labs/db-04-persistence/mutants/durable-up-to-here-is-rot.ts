import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a group is refused as rot although only what stands before it was durable",
  story:
    "One comparison with an equals sign too many. Of a crash that lost one group and left " +
    "the next, which says that all before the two was durable, nobody can start any more.",
  step: "fsync",
  file: "aof-sums.ts",
  find: "  if (provenDurable > start) {",
  replace: "  if (provenDurable >= start) {",
} satisfies Mutant;
