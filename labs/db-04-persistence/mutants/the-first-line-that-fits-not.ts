import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a line with a wrong sum is the end of what can be read, be it in a value",
  story:
    "Lines are searched as text, and the first one decides. A client stores a backup of " +
    "such a file as a value: from that command on the log cannot be read.",
  step: "fsync",
  file: "aof-sums.ts",
  find: ["    this.#sinceStart = crc32c(line.bytes, this.#sinceStart);", ""].join("\n"),
  replace: ["    this.#sinceStart = -1;", ""].join("\n"),
} satisfies Mutant;
