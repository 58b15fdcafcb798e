import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the submission registers a law that no manifest declares",
  story:
    "A test that the manifest does not declare is taken for a mistake of the lab's author, and ends the grading.",
  files: {
    "src/trick.ts": `
      const { test } = (globalThis as any).__vitest_index__;
      test("mine", { meta: { labs: { id: "mine", step: "encode", hint: "", budgetMs: 1000 } } }, () => {});
    `,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
