import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "a hook of vitest marks every task as passed",
  story: "Verdicts do not come from the results of vitest's tasks.",
  files: {
    "src/trick.ts": `
      const { beforeEach, afterEach, onTestFailed } = (globalThis as any).__vitest_index__;
      beforeEach((context: any) => { context.task.result = { state: "pass" }; });
      afterEach((context: any) => { context.task.result = { state: "pass", errors: [] }; });
      export function lie() {}
    `,
    "src/encode.ts": encoder("lie(); return undefined;", 'import { lie } from "./trick.ts";'),
  },
} satisfies Hostile;
