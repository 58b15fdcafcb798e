import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what a redis-server has appended is cut off",
  story:
    "It has no line, so it was not finished. A day on which Redis served the file, to try " +
    "something out, is gone with the next start of ours.",
  step: "fsync",
  file: "aof-sums.ts",
  find: ["  if (isContinued(file, start)) return replay.finish();", ""].join("\n"),
  replace: "",
} satisfies Mutant;
