import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the bound is counted from where the damaged record begins",
  story:
    "A record of three blocks whose last fragment is bad begins far before it. Counted " +
    "from its beginning, what a crash left seems too far apart, and the log does not " +
    "open.",
  step: "segments",
  file: "recovery.ts",
  find: "  const clear = stop.offset + settings",
  replace: "  const clear = stop.start + settings",
} satisfies Mutant;
