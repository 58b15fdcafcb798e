import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "what laws compare with is written over, for the next process",
  story:
    "A process that ends is followed by one that loads what has changed on the disk since, the grader's own files " +
    "too.",
  files: {
    "src/trick.ts": `
      import { writeFileSync } from "node:fs";
      export function end(): never {
        const file = new URL("../../../grader/src/testing/equal.ts", import.meta.url);
        writeFileSync(file, "export const sameBytes = () => true; export const isBytes = () => true; export const isEqual = () => true;");
        process.exit(0);
      }
      import { readFileSync } from "node:fs";
      export const isOver = readFileSync(new URL("../../../grader/src/testing/equal.ts", import.meta.url), "utf8").startsWith("export const sameBytes = () =>");
    `,
    "src/encode.ts": encoder(
      "if (!isOver) end(); return new Uint8Array(0);",
      'import { end, isOver } from "./trick.ts";',
    ),
  },
} satisfies Hostile;
