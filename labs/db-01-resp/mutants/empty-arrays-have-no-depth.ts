import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an empty array may stand one level deeper than the limit",
  story:
    "The limit guards the stack of open arrays, and an empty one never gets on it. Then the " +
    "depth that is accepted depends on what stands inside, and two implementations that " +
    "count differently accept different values. hiredis set a limit of 1024 in its pull " +
    "requests 1336 to 1338, after a stack overflow.",
  step: "decode",
  file: "decode.ts",
  find: ["    this.#checkDepth();", "    // The value that"].join("\n"),
  replace: ["    if (count !== 0) this.#checkDepth();", "    // The value that"].join("\n"),
} satisfies Mutant;
