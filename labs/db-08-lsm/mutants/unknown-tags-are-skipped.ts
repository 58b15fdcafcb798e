import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a field of an unknown tag is skipped by the length behind it",
  story:
    "So Protocol Buffers do it, for fields that have a length. What these fields would have " +
    "nobody knows: the next tag is then read from the middle of something.",
  step: "manifest",
  file: "version-edit.ts",
  find: "      throw new NoEdit(`a field of tag ${tag}`);",
  replace: `      fields.prefixed("a field to come");
      return {};`,
} satisfies Mutant;
