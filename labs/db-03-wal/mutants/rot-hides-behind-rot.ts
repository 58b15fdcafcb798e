import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the search behind the damage ends at the third damage",
  story:
    "Two bits had flipped early in a long segment, and a third one soon after. No whole " +
    "record was seen behind them, and a day of acknowledged ones was cut.",
  step: "segments",
  file: "recovery.ts",
  find: `  while (found.kind === "record" || found.kind === "damaged") {
`,
  replace: `  let damages = 0;
  while (found.kind === "record" || (found.kind === "damaged" && ++damages < 3)) {
`,
} satisfies Mutant;
