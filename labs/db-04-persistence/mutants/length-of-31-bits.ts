import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "lengths from 2^31 on are written in 64 bits",
  story:
    "Where numbers of 32 bits have a sign the limit is half as high. Every reader takes" +
    " it; it is just not the file that Redis writes, and four bytes longer.",
  step: "rdb-encode",
  file: "rdb-output.ts",
  find: "    } else if (length < 2 ** 32) {",
  replace: "    } else if (length < 2 ** 31) {",
} satisfies Mutant;
