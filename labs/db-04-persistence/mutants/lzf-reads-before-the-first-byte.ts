import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a reference to before the first byte gives zeros",
  story:
    "In C it reads somebody else's memory; here undefined becomes 0. lzf_d.c checks it," +
    " and many ports of it do not.",
  step: "rdb-decode",
  file: "lzf.ts",
  find: ['    if (from < 0) fail(start, "LZF refers to before the first byte");', ""].join("\n"),
  replace: "",
} satisfies Mutant;
