import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "Buffer.concat and Buffer.from give what encode gave, and are put back",
  story:
    "A law that makes what it expects after the submission has run, by what belongs to everybody, compares the " +
    "submission with itself.",
  files: {
    "src/trick.ts": `
      const { concat, from } = Buffer;
      export function answer(): Uint8Array {
        const mine = concat([]);
        Buffer.concat = Buffer.from = (() => mine) as never;
        queueMicrotask(() => { Buffer.concat = concat; Buffer.from = from; });
        return mine;
      }
    `,
    "src/encode.ts": encoder("return answer();", 'import { answer } from "./trick.ts";'),
  },
} satisfies Hostile;
