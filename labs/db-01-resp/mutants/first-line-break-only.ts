import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "only the first CRLF of an error's text is replaced",
  story:
    "replace with a string replaces one occurrence, and the pair is not the two bytes. `a " +
    "CRLF b` is right; `a LF b` is not.",
  step: "errors",
  file: "commands.ts",
  find: '  return simpleError(text.replace(/[\\r\\n]/g, " "));',
  replace: '  return simpleError(text.replace("\\r\\n", "  "));',
} satisfies Mutant;
