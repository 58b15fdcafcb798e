import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "after a write that failed under always, replies leave again",
  story:
    "The failed write has put nothing into the file, so all that is in the file is " +
    "durable: there is nothing to wait for. Memory has the change, and the next client " +
    "reads it and believes it.",
  step: "fsync",
  file: "aof-file.ts",
  find: ["    if (this.failure !== undefined) return Promise.reject(this.failure);", ""].join("\n"),
  replace: "",
} satisfies Mutant;
