import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a name that begins with a byte order mark loses it",
  story:
    "new TextDecoder() removes the mark from each text that it decodes. A name of a mark and " +
    "a letter passes the check of its characters, as one of the letter alone; two names that " +
    "differ are then one, and what an error quotes is not what was sent.",
  step: "resp3",
  file: "session.ts",
  find: 'new TextDecoder("utf-8", { ignoreBOM: true })',
  replace: "new TextDecoder()",
} satisfies Mutant;
