import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an index is cut to 32 bits",
  story:
    "The largest index is written as 9223372036854775807 by those who mean 'to the end' " +
    "and do not know about -1, and JavaScript's bit operators make -1 or 0 of it. No list " +
    "is that long, so that no test with real indexes tells.",
  step: "collections",
  file: "list-commands.ts",
  find: "  return index < 0 ? index + size : index;",
  replace: ["  const short = index | 0;", "  return short < 0 ? short + size : short;"].join("\n"),
} satisfies Mutant;
