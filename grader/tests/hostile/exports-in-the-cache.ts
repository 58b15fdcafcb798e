import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "what laws compare with is exchanged among the exports of its module",
  story:
    "Loaded by vite, a module asks the exports of another one anew at every call, and they may be defined again: " +
    "so it is not enough that Trial is frozen.",
  files: {
    "src/trick.ts": `
      const modules: Map<string, { exports: any }> = (globalThis as any).__vitest_worker__.evaluatedModules.idToModuleMap;
      const moduleAt = (end: string) => [...modules].find(([id]) => id.endsWith(end))?.[1].exports;

       const equal = moduleAt("/grader/src/testing/equal.ts");
       for (const name of ["sameBytes", "isBytes", "isEqual"])
         Object.defineProperty(equal, name, { configurable: true, enumerable: true, get: () => () => true });
    `,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
