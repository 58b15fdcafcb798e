import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "every law is registered once more, with a body that does nothing",
  story:
    "The body that counts is the one that was registered last under its id, also where vitest then refuses the " +
    "test.",
  files: {
    "src/trick.ts": `
      const modules: Map<string, { exports: any }> = (globalThis as any).__vitest_worker__.evaluatedModules.idToModuleMap;
      const moduleAt = (end: string) => [...modules].find(([id]) => id.endsWith(end))?.[1].exports;

       import { readFileSync } from "node:fs";
       let done = false;
       export function again(): void {
         if (done) return;
         done = true;
         const { lab } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
         for (const id of lab.steps[0].tests) {
           try { moduleAt("/grader/src/testing/law.ts").step("encode")(id, id, { hint: "" }, () => {}); } catch {}
         }
       }
    `,
    "src/encode.ts": encoder(
      "again(); return new Uint8Array(0);",
      'import { again } from "./trick.ts";',
    ),
  },
} satisfies Hostile;
