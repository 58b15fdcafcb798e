import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "stacks are rewritten, endless, and throw",
  story: "Places are only shown. A stack that cannot be read leaves the failure as it is.",
  files: {
    "src/trick.ts": `
      Error.stackTraceLimit = Infinity;
      export function lie(): void {
        throw Object.defineProperty(new Error("x"), "stack", { get() { throw new Error("no stack"); } });
      }
    `,
    "src/encode.ts": encoder("lie(); return undefined;", 'import { lie } from "./trick.ts";'),
  },
} satisfies Hostile;
