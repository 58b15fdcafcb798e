import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "of a version that is leased the tables of level 0 alone are live",
  story: "A scan over old tables goes well as long as nobody compacts further down.",
  step: "iterators",
  file: "version-set.ts",
  find: "      for (const file of version.levels.flat()) live.add(file.number);",
  replace:
    "      for (const file of version === this.current ? version.levels.flat() : version.levels[0]!) live.add(file.number);",
} satisfies Mutant;
