import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a name that the manifest has twice is taken twice",
  story:
    "Somebody put a manifest together by hand. As history the file is removed, as an " +
    "increment it is needed; twice as an increment it is executed twice.",
  step: "hybrid",
  file: "manifest.ts",
  find: [
    "  if (before.some(({ name }) => name === file.name)) fail(`${file.name} is there twice`);",
    "",
  ].join("\n"),
  replace: "",
} satisfies Mutant;
