import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an integer may begin with zeros",
  story:
    "The pattern for digits is the one everybody writes. A ticket number 007 is taken for " +
    "7, and after one INCR the string reads 8: two bytes of the client are gone.",
  step: "strings",
  file: "integers.ts",
  find: "/^(0|-?[1-9][0-9]*)$/",
  replace: "/^-?[0-9]+$/",
} satisfies Mutant;
