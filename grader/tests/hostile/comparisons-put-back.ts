import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the comparisons say yes while a law runs, and are put back by a microtask",
  story:
    "Laws compare with what was kept before the submission was loaded; so what is in its place for a moment is " +
    "asked by nobody.",
  files: {
    "src/trick.ts": `
      import util from "node:util";
      const { is } = Object;
      const { compare } = Buffer;
      const { isDeepStrictEqual, types } = util;
      const { isUint8Array } = types;
      export function lie(): void {
        Object.is = () => true;
        Buffer.compare = () => 0;
        util.isDeepStrictEqual = (() => true) as never;
        (types as any).isUint8Array = () => true;
        queueMicrotask(() => {
          Object.is = is;
          Buffer.compare = compare;
          util.isDeepStrictEqual = isDeepStrictEqual;
          (types as any).isUint8Array = isUint8Array;
        });
      }
    `,
    "src/encode.ts": encoder("lie(); return undefined;", 'import { lie } from "./trick.ts";'),
  },
} satisfies Hostile;
