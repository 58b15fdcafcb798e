import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "without a generator every file gets the same salt",
  story:
    "A default that can be repeated is pleasant in tests. The server has no other: whoever knows the salt writes a value that holds right lines, and a crash has them applied as groups.",
  step: "fsync",
  file: "aof-recovery.ts",
  find: "  random: Random = unseededRandom(),",
  replace: "  random: Random = { ...unseededRandom(), below: () => 0x5eed },",
} satisfies Mutant;
