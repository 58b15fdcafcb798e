import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "LZF that gives less than it should is filled up with zeros",
  story: "The buffer has the right length, so what is missing in it is not missed.",
  step: "rdb-decode",
  file: "lzf.ts",
  find: ["  if (size < length) fail(at, `LZF gives ${size} of ${length} bytes`);", ""].join("\n"),
  replace: "",
} satisfies Mutant;
