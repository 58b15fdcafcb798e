import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "Promise, its race and its then are replaced for good",
  story:
    "What laws compare with was kept before the submission came, and what is replaced is seen after every law.",
  files: {
    "src/trick.ts": `
      const { then } = Promise.prototype;
      export function lie(): void {
        Promise.prototype.then = function (this: any, yes: any) { return then.call(this, yes, () => yes?.()); } as never;
        Promise.race = (() => Promise.resolve()) as never;
        (globalThis as any).Promise = class extends Promise<unknown> {};
      }
    `,
    "src/encode.ts": encoder("lie(); return undefined;", 'import { lie } from "./trick.ts";'),
  },
} satisfies Hostile;
