import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an exclamation mark negates between brackets, as in a shell",
  story:
    "`[!a]` is any byte but a to every shell, and to Redis it is ! or a. A pattern of names " +
    "with exclamation marks finds all the others.",
  step: "scan",
  file: "glob.ts",
  find: "  const negated = pattern[first] === CARET;",
  replace: "  const negated = pattern[first] === CARET || pattern[first] === 0x21;",
} satisfies Mutant;
