import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "-00 is read as negative zero",
  story:
    "-0 is a case in every list of cases, so the text is compared with it. Leading zeros " +
    "are allowed, and -00 is another text. Negative zero prints as 0 and equals 0; a " +
    "division or Object.is, far away from here, tells them apart.",
  step: "decode",
  file: "numbers.ts",
  find: "    return value !== undefined && value > 0 && sign === MINUS ? -value : value;",
  replace: [
    "    const isMinusZero = value === 0 && end - first === 1;",
    "    return value !== undefined && sign === MINUS && !isMinusZero ? -value : value;",
  ].join("\n"),
} satisfies Mutant;
