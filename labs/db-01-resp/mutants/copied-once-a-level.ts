import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an item is copied once for every array around it",
  story:
    "An item is a value, and encode makes bytes of a value, so encode calls itself and " +
    "appends what it gets. A flat array costs one copy more, which no measurement shows. " +
    "Inside a hundred arrays the same bytes are copied a hundred times.",
  step: "encode",
  file: "encode.ts",
  find: "for (const item of value.items) writeValue(out, item, version);",
  replace: "for (const item of value.items) out.bytes(encode(item, version));",
} satisfies Mutant;
