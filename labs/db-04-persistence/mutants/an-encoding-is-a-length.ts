import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the encoding of a string counts as a length of six bits",
  story:
    "rdbLoadLen does so where nobody asks for the encoding: C0 in the place of a count " +
    "is 0 for Redis too. A flipped bit makes an empty list of a full one, and an empty " +
    "one is passed over.",
  step: "rdb-decode",
  file: "rdb-strings.ts",
  find: [
    '  if (first >= FIRST_ENCODING) input.fail(at, "the encoding of a string in the place of a length");',
    "",
  ].join("\n"),
  replace: ["  if (first >= FIRST_ENCODING) return first - FIRST_ENCODING;", ""].join("\n"),
} satisfies Mutant;
