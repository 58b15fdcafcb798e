import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a reply waits only if something was appended for it",
  story:
    "A client that only reads has nothing to lose. But what it reads may be lost: it " +
    "tells somebody of a payment that the crash then takes back.",
  step: "fsync",
  file: "aof-file.ts",
  find: [
    "    this.flush();",
    "    if (this.failure !== undefined) return Promise.reject(this.failure);",
  ].join("\n"),
  replace: [
    "    const before = this.size;",
    "    this.flush();",
    "    if (this.failure !== undefined) return Promise.reject(this.failure);",
    "    if (this.size === before) return undefined;",
  ].join("\n"),
} satisfies Mutant;
