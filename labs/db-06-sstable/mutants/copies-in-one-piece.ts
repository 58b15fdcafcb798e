import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a copy that reads what it writes is made in one piece",
  story:
    "memmove copies what was there before. The format means what is there when each byte is copied: copy 4 from 1 back is a run.",
  step: "snappy",
  file: "snappy.ts",
  find: "const once = Math.min(stop, to + back - offset);\n      let place = to;",
  replace:
    "const once = stop;\n      let place = stop;\n      out.copyWithin(to, to - offset, stop - offset);",
} satisfies Mutant;
