import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a length may have zeros in front",
  story:
    "Number, atoi and strtol all take 03 for 3. Nobody writes so, which makes it a sign " +
    "of damage: a turned bit can make 0 of another digit, and the length that remains may " +
    "even fit.",
  step: "append",
  file: "aof-scanner.ts",
  find: "      if (!isDigit || (digits === 1 && length === 0)) break;",
  replace: "      if (!isDigit) break;",
} satisfies Mutant;
