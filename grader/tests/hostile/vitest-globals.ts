import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "expect, test and the hooks of vitest are replaced",
  story: "Laws do not check with expect, and the body that runs is none that vitest keeps.",
  files: {
    "src/trick.ts": `
      const index = (globalThis as any).__vitest_index__;
      const worker = (globalThis as any).__vitest_worker__;
      for (const name of ["expect", "test", "it", "describe", "assert", "vi", "inject"]) {
        (globalThis as any)[name] = () => {};
        try { index[name] = () => {}; } catch {}
      }
      export function lie(): void {
        const { current } = worker;
        if (current === undefined) return;
        current.mode = "skip";
        current.fails = true;
        current.result = { state: "pass" };
      }
    `,
    "src/encode.ts": encoder("lie(); return undefined;", 'import { lie } from "./trick.ts";'),
  },
} satisfies Hostile;
