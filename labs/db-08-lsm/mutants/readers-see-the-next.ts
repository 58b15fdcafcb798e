import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the version before shares its lists with the next one",
  story:
    "No copy where nothing of a level changes, and then also where it does. Whoever iterates " +
    "over the old version loses tables under its feet.",
  step: "manifest",
  file: "version.ts",
  find: "    const levels = this.levels.map((files) => [...files]);",
  replace: `    const levels = this.levels.map((files, level) =>
      level === 0 ? [...files] : (files as FileMetadata[]),
    );`,
} satisfies Mutant;
