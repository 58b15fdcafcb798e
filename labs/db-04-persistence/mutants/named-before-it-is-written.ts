import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a new file gets its name before its first line is durable",
  story:
    "The rename is durable with the directory, and the bytes are not. After the crash " +
    "there is an empty file, or one of zeros, of the right name: the pattern that emptied " +
    "settings on ext4 in 2009.",
  step: "fsync",
  file: "aof-recovery.ts",
  find: ["    await file.sync();", "    disk.rename(temporary, path);"].join("\n"),
  replace: "    disk.rename(temporary, path);",
} satisfies Mutant;
