import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a copy that reads what it writes is made in one piece",
  story:
    "memmove copies what was there before. The format means what is there when each byte is copied: copy 4 from 1 back is a run.",
  step: "snappy",
  file: "snappy.ts",
  find: "for (; place < stop; place++) out[place] = out[place - offset]!;",
  replace: "out.copyWithin(place, place - offset, stop - offset);",
} satisfies Mutant;
