import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "every log is read up to its first bad place, and the next one is read all the same",
  story:
    "A log that rotted in the middle loses its second half without a word, and the writes behind it are kept: a history with a hole.",
  step: "recovery",
  file: "recovery.ts",
  find: 'at < last ? "whole" : settings.paranoid',
  replace: 'at < -last ? "whole" : settings.paranoid',
} satisfies Mutant;
