import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "Object.prototype gets an own idea of what any object holds, and it is put back",
  story: "Failures are made of own properties, and what goes into the pipe asks for no toJSON.",
  files: {
    "src/trick.ts": `
      const names: Record<string, unknown> = { outcome: "passed", kind: "tool", failure: undefined, counterexample: null, runs: 0, toJSON: () => "passed", numRuns: 0 };
      export function lie(): void {
        for (const name of Object.keys(names))
          Object.defineProperty(Object.prototype, name, { configurable: true, get: () => names[name], set() {} });
        queueMicrotask(() => { for (const name of Object.keys(names)) delete (Object.prototype as any)[name]; });
      }
    `,
    "src/encode.ts": encoder("lie(); return undefined;", 'import { lie } from "./trick.ts";'),
  },
} satisfies Hostile;
