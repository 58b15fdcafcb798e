import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the sequence is written with its highest byte first",
  story:
    "Network order, as in most protocols. LevelDB packs sequence and type into one number, and stores " +
    "that as its machine does, lowest byte first (PackSequenceAndType, EncodeFixed64).",
  step: "internal-keys",
  file: "internal-key.ts",
  find: `  for (let at = offset + 1; at < offset + 5; at++, low >>>= 8) target[at] = low;
  for (let at = offset + 5; at < offset + 8; at++, high >>>= 8) target[at] = high;`,
  replace: `  for (let at = offset + 7; at > offset + 3; at--, low >>>= 8) target[at] = low;
  for (let at = offset + 3; at > offset; at--, high >>>= 8) target[at] = high;`,
} satisfies Mutant;
