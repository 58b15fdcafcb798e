import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what is durable is written in 32 bits",
  story: "From 4 GiB on the lines begin again at 0, and what they say proves less and less.",
  step: "fsync",
  file: "aof-sums.ts",
  find: "  return sumLine(durable.toString(16), crc32c(group, seed));",
  replace: "  return sumLine((durable >>> 0).toString(16), crc32c(group, seed));",
} satisfies Mutant;
