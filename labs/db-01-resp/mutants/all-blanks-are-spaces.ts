import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an error shows every kind of blank as a space",
  story:
    "\\s is at hand and includes CR and LF. It includes tabs, the no-break space, U+2028 and " +
    "the byte order mark too: the error quotes a name that nobody sent, and whoever searches " +
    "the logs for the one that was sent finds nothing.",
  step: "errors",
  file: "commands.ts",
  find: 'text.replace(/[\\r\\n]/g, " ")',
  replace: 'text.replace(/\\s/g, " ")',
} satisfies Mutant;
