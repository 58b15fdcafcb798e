import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an array's items are joined one after the other into ever longer buffers",
  story:
    "Buffer.concat reads well and copies all that came before for every item: 100,000 items " +
    "of seven bytes copy 35 GB. The answer is right; the server stands still while it is " +
    "made.",
  step: "encode",
  file: "encode.ts",
  find: "for (const item of value.items) writeValue(out, item, version);",
  replace: [
    "{",
    "        let items = new Uint8Array(0);",
    "        for (const item of value.items) {",
    "          items = Uint8Array.from(Buffer.concat([items, encode(item, version)]));",
    "        }",
    "        out.bytes(items);",
    "      }",
  ].join("\n"),
} satisfies Mutant;
