import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "instanceof says yes to everything",
  story: "No check asks instanceof of what a submission gave.",
  files: {
    "src/trick.ts": `
      for (const each of [Uint8Array, Error, Object, Promise] as any[])
        Object.defineProperty(each, Symbol.hasInstance, { value: () => true, configurable: true });
      export function lie() {}
    `,
    "src/encode.ts": encoder("lie(); return undefined;", 'import { lie } from "./trick.ts";'),
  },
} satisfies Hostile;
