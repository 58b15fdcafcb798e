import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a length may have leading zeros",
  story:
    "Digits are digits; /^[0-9]+$/ is what one writes. Redis's string2ll takes one spelling " +
    "for each number, and a proxy that takes two sees other requests than the server behind " +
    "it does.",
  step: "decode",
  file: "numbers.ts",
  find: "  if (bytes[first] === ZERO && (count > 1 || negative)) return undefined;",
  replace: "  if (bytes[first] === ZERO && negative) return undefined;",
} satisfies Mutant;
