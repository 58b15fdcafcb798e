import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the commands behind an RDB file are not read",
  story:
    "The base is an RDB file, and it ends with its checksum. Redis 4 to 6 wrote their " +
    "whole append-only file so: the RDB file in front was the last rewrite, and behind it " +
    "stood everything since.",
  step: "hybrid",
  file: "base-file.ts",
  find: "    const commands = apply === undefined ? 0 : readBehind(file, end, apply);",
  replace:
    "    const commands = apply === undefined || end > 0 ? 0 : readBehind(file, end, apply);",
} satisfies Mutant;
