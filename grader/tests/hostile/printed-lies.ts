import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "what is printed says of itself that its length is a text and a list",
  story:
    "How much was printed is told beside a law that failed; a length is asked of whatever was given to the " +
    "stream.",
  files: {
    "src/trick.ts": `
      export function print(): void {
        for (const byteLength of ["1", [1], {}, -Infinity, NaN])
          try { process.stdout.write({ byteLength, length: 3, 0: 27, 1: 91, 2: 109 } as never); } catch {}
      }
    `,
    "src/encode.ts": encoder("print(); return undefined;", 'import { print } from "./trick.ts";'),
  },
} satisfies Hostile;
