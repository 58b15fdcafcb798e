import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "clocks stand still and timers fire at once",
  story: "The runner keeps its own clock and its own timers.",
  files: {
    "src/trick.ts": `
      Date.now = () => 0;
      performance.now = () => 0;
      (globalThis as any).setTimeout = (then: () => void) => { then(); return { unref() {}, ref() {} }; };
      (globalThis as any).setImmediate = (then: () => void) => then();
      export function lie() {}
    `,
    "src/encode.ts": encoder("lie(); return undefined;", 'import { lie } from "./trick.ts";'),
  },
} satisfies Hostile;
