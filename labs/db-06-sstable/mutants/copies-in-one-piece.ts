import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a copy that reads what it writes is made in one piece",
  story:
    "memmove copies what was there before. The format means what is there when each byte is copied: copy 4 from 1 back is a run.",
  step: "snappy",
  file: "snappy.ts",
  find: [
    "      const stop = to - offset + length;",
    "      for (let from = to - offset; from < stop; from++) out[from + offset] = out[from]!;",
  ].join("\n"),
  replace: "      out.copyWithin(to, to - offset, to - offset + length);",
} satisfies Mutant;
