import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SHUTDOWN ends the server though the save has failed",
  story:
    "The disk was full, the error is in the log, and the data of the day is gone. Redis " +
    "stays up and says so.",
  step: "real-server",
  file: "persistence-commands.ts",
  find: [
    '    if (!keeper.isClosed) throw new CommandError("ERR Errors trying to SHUTDOWN. Check logs.");',
    "",
  ].join("\n"),
  replace: [
    '    if (keeper.log === undefined) throw new CommandError("ERR Errors trying to SHUTDOWN. Check logs.");',
    "",
  ].join("\n"),
} satisfies Mutant;
