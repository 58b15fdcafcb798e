import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SETRANGE with an empty value makes a key of zeros",
  story:
    "The loop that copies no byte is harmless; the padding before it is not. Redis " +
    "returns before it makes anything, so that a client which writes nothing leaves " +
    "nothing.",
  step: "strings",
  file: "range-commands.ts",
  find: ["  if (value!.length === 0) return integer(before.length);", ""].join("\n"),
  replace: "",
} satisfies Mutant;
