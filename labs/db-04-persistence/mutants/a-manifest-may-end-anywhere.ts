import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last line of a manifest needs no end",
  story:
    "Editors leave it out. So does a crash or a copy that was cut, in the middle of a " + "line.",
  step: "hybrid",
  file: "manifest.ts",
  find: [
    '  if (line.at(-1) !== 0x0a) fail("a line without its end");',
    "  if (line.length > MANIFEST_LINE_BYTES_MAX) fail(`a line of ${line.length} bytes`);",
    "  const words = splitInline(line.subarray(0, -1)) ?? [];",
  ].join("\n"),
  replace: [
    "  if (line.length > MANIFEST_LINE_BYTES_MAX) fail(`a line of ${line.length} bytes`);",
    "  const words = splitInline(line) ?? [];",
  ].join("\n"),
} satisfies Mutant;
