import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the laws are read as text, and their literals answered",
  story:
    "A table of the examples that the laws hold is an encoder of the examples. Only the laws that draw their " +
    "cases tell it from one; so a step that has them is not green, though points remain.",
  files: {
    "src/trick.ts": `
      import { readFileSync } from "node:fs";
      const text = readFileSync(new URL("../tests/01-encode.test.ts", import.meta.url), "utf8");
      const pairs = [...text.matchAll(/encodes\\(t, simpleString\\("(.*?)"\\), "(.*?)"\\)/g)];
      export const table = new Map(pairs.map(([, asked, told]) => [asked, JSON.parse('"' + told + '"')]));
    `,
    "src/encode.ts": encoder(
      'return new TextEncoder().encode(table.get(value.text) ?? "");',
      'import { table } from "./trick.ts";',
    ),
  },
} satisfies Hostile;
