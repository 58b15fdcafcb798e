/**
 * Loaded before a lab's own program: what is not written yet is said in a sentence.
 *
 * Any other error is shown as it is, stack and all: here the learner runs a program, and it is theirs.
 */
import { inspect } from "node:util";

process.on("uncaughtException", (error) => {
  const isNotWritten = error instanceof Error && error.name === "NotImplemented";
  console.error(
    isNotWritten ? `Nothing to ${process.env.LABS_PROGRAM}: ${error.message}` : inspect(error),
  );
  process.exit(1);
});
