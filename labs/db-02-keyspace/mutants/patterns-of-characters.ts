import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "pattern and key are decoded to text before they are matched",
  story:
    "A question mark is then a character and not a byte, and keys that are not UTF-8 all " +
    "look alike: every byte that is none becomes the same U+FFFD, and a pattern for one of " +
    "them matches the others.",
  step: "scan",
  file: "glob.ts",
  find: ["export function matchesGlob(pattern: Uint8Array, text: Uint8Array): boolean {", ""].join(
    "\n",
  ),
  replace: [
    "export function matchesGlob(patternBytes: Uint8Array, textBytes: Uint8Array): boolean {",
    "  const units = (bytes: Uint8Array) =>",
    "    Uint16Array.from(new TextDecoder().decode(bytes), (c) => c.charCodeAt(0)) as never as Uint8Array;",
    "  const [pattern, text] = [units(patternBytes), units(textBytes)];",
    "",
  ].join("\n"),
} satisfies Mutant;
