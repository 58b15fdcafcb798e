import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "COMMAND INFO leaves out the commands that are not there",
  story:
    "An unknown name has nothing to tell, so it is skipped. Whoever asked for three names " +
    "and got two items cannot know whose they are; a null holds the place.",
  step: "real-clients",
  file: "base-commands.ts",
  find: "      if (command === undefined) return nil;",
  replace: "      if (command === undefined) return [];",
} satisfies Mutant;
