import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "memory for what LZF announces is taken before it is looked at",
  story:
    "The compressed bytes are there, the file is long enough, and the other length is a" +
    " claim like any other: twelve bytes of a file cost two gigabytes.",
  step: "rdb-decode",
  file: "lzf.ts",
  find: [
    "  if (length > compressed.length * MAX_RATIO) fail(0, `LZF cannot give ${length} bytes`);",
    "",
  ].join("\n"),
  replace: "",
} satisfies Mutant;
