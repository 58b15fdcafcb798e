import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "memory is taken before the length is looked at",
  story:
    "A mistyped offset asks for exabytes. Who allocates first gets an exception from the " +
    "engine where the client should have got an error of ours, or worse, gets the memory.",
  step: "strings",
  file: "range-commands.ts",
  find: [
    "  checkLength(offset + value!.length);",
    "  const bytes = new Uint8Array(Math.max(before.length, offset + value!.length));",
    "",
  ].join("\n"),
  replace: [
    "  const bytes = new Uint8Array(Math.max(before.length, offset + value!.length));",
    "  checkLength(offset + value!.length);",
    "",
  ].join("\n"),
} satisfies Mutant;
