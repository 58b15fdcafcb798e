import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a logged command that is answered by an error is passed over",
  story:
    "The reply is of no use while loading, so nobody looks at it. When the log of a newer " +
    "version has a command that this one does not know, the server starts, and the data " +
    "of a year is not there.",
  step: "append",
  file: "command-log.ts",
  find: ['    if (reply.kind === "simpleError") throw new CommandError(reply.text);', ""].join(
    "\n",
  ),
  replace: "",
} satisfies Mutant;
