import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what stands in an array is always written for RESP2",
  story:
    "The version is a parameter with a default, and the recursive call does not pass it on. " +
    "Arrays of plain values hide it: of RESP2's kinds only the nulls look different in " +
    "RESP3. A RESP3 client need not know $-1 at all.",
  step: "encode",
  file: "encode.ts",
  find: "for (const item of value.items) writeValue(out, item, version);",
  replace: "for (const item of value.items) writeValue(out, item, 2);",
} satisfies Mutant;
