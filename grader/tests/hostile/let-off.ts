import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the error by which a law says that a program is missing",
  story: "Its class lies in the cache of modules; a law that is skipped costs no point.",
  files: {
    "src/trick.ts": `
      const modules: Map<string, { exports: any }> = (globalThis as any).__vitest_worker__.evaluatedModules.idToModuleMap;
      const moduleAt = (end: string) => [...modules].find(([id]) => id.endsWith(end))?.[1].exports;

       export const { LawBroken } = moduleAt("/grader/src/testing/broken.ts");
    `,
    "src/encode.ts": encoder(
      'throw new LawBroken({ kind: "tool", message: "redis-cli is not installed" });',
      'import { LawBroken } from "./trick.ts";',
    ),
  },
} satisfies Hostile;
