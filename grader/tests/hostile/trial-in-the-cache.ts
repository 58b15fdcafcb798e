import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the cache of modules holds what laws check with",
  story: "vitest's worker state is a global, and all that is loaded can be had from it.",
  files: {
    "src/trick.ts": `
      const modules: Map<string, { exports: any }> = (globalThis as any).__vitest_worker__.evaluatedModules.idToModuleMap;
      const moduleAt = (end: string) => [...modules].find(([id]) => id.endsWith(end))?.[1].exports;

       const { Trial } = moduleAt("/grader/src/testing/trial.ts");
       for (const name of ["bytes", "equal", "holds", "atMost", "fails"]) Trial.prototype[name] = () => {};
    `,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
