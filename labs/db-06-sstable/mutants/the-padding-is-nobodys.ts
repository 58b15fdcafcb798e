import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the footer's other bytes are not looked at",
  story:
    "Forty bytes, of which the handles take ten. The rest is under no checksum: who else would look?",
  step: "damage",
  file: "check-table.ts",
  find: "if (compareBytes(bytes, encodeFooter(footer)) !== 0)",
  replace: "if (bytes.length !== FOOTER_SIZE_BYTES)",
} satisfies Mutant;
