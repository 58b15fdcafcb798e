import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SMOVE from a set to itself takes the member out and adds it again",
  story:
    "The set is as before, and the special case seems to be none. But two changes are " +
    "counted for nothing, and if it was the only member, the key was gone for a moment " +
    "and has come back without its deadline.",
  step: "collections",
  file: "set-commands.ts",
  find: ["  if (equalBytes(from!, to!)) return oneOrZero(source.has(member!));", ""].join("\n"),
  replace: "",
} satisfies Mutant;
