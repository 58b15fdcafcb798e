import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an increment that is no longer than a first line holds nothing",
  story:
    "A redis-server went on with our files, and lost its power while it wrote its first " +
    "SELECT. Five bytes are no file of ours, but they are the end of the log: now they " +
    "are taken for a file in the middle that is torn, and the server does not start.",
  step: "hybrid",
  file: "append-only-directory.ts",
  find: "      return file.size > (isSummed(file) ? firstLine(0).bytes.length : 0);",
  replace: "      return file.size > firstLine(0).bytes.length;",
} satisfies Mutant;
