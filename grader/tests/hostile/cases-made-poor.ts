import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "what a law draws is always the same case",
  story:
    "The arbitraries of the laws are objects that their module exports; what they generate is theirs to say.",
  files: {
    "src/trick.ts": `
      const modules: Map<string, { exports: any }> = (globalThis as any).__vitest_worker__.evaluatedModules.idToModuleMap;
      const moduleAt = (end: string) => [...modules].find(([id]) => id.endsWith(end))?.[1].exports;

       let done = false;
       export function impoverish(): void {
         if (done) return;
         done = true;
         const { resp2Values } = moduleAt("/tests/model.ts");
         const { generate } = resp2Values;
         resp2Values.generate = function (...args: unknown[]) {
           const drawn = generate.apply(this, args);
           return new drawn.constructor({ kind: "simpleString", text: "drawn" });
         };
       }
    `,
    "src/encode.ts": encoder(
      'impoverish(); return new TextEncoder().encode(value.text === "drawn" ? "+drawn\\r\\n" : "");',
      'import { impoverish } from "./trick.ts";',
    ),
  },
} satisfies Hostile;
