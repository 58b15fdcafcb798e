import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the log of the MANIFEST's log number may be missing",
  story:
    "The last edit of the MANIFEST was damaged: it is taken for torn, and the version before it is opened, without the writes of a flush whose log is gone.",
  step: "recovery",
  file: "recovery.ts",
  find: "  if (logNumber !== 0 && !disk.exists(log)) {",
  replace: "  if (logNumber < 0 && !disk.exists(log)) {",
} satisfies Mutant;
