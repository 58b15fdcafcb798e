import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a word without quotes is read as UTF-8, and its other bytes are lost",
  story:
    "Inline requests are for people, so a word is taken for text; only quotes need their " +
    "bytes one by one, for the escapes. A terminal that writes Latin-1 sends e9 for é, and " +
    "ef bf bd is stored. The same word in quotes is right.",
  step: "server",
  file: "split-inline.ts",
  find: "  return { bytes: Uint8Array.from(bytes), end: at };",
  replace: [
    "  const word = new TextDecoder().decode(line.subarray(start, at));",
    "  return { bytes: new TextEncoder().encode(word), end: at };",
  ].join("\n"),
} satisfies Mutant;
