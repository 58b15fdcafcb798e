import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a chunk that ends between CR and LF is an error",
  story:
    "The CR is found and the byte after it looked at; at the end of a chunk there is none. " +
    "It happens once in some thousand packets, so it passes all tests and then fails in " +
    "production: redis-py pull request 615, x-pipe pull request 443 and hhvm pull request " +
    "2874 all tell of a CRLF that was split.",
  step: "decode",
  file: "decode.ts",
  find: "if (end < 0 || end + 1 === input.end) return false;",
  replace: "if (end < 0) return false;",
} satisfies Mutant;
