import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the MANIFEST does not count its own number as taken",
  story:
    "It was the next one when the MANIFEST was made of the state. The next file is made under " +
    "the same number, and where it is the next MANIFEST, it exists already.",
  step: "manifest",
  file: "version-set.ts",
  find: "    return new VersionSet(await Manifest.create(disk, directory, number, next), next);",
  replace:
    "    return new VersionSet(await Manifest.create(disk, directory, number, state), next);",
} satisfies Mutant;
