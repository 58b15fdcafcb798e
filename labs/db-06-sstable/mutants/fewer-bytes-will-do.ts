import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a stream with fewer bytes than announced is filled up with zeros",
  story: "The buffer was made for the announced length, and is returned whatever came into it.",
  step: "snappy",
  file: "snappy.ts",
  find: "return to === out.length;",
  replace: "return true;",
} satisfies Mutant;
