import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "Object.is, JSON.stringify and the comparisons of Node say yes to everything",
  story:
    "What laws compare with was kept before the submission came, and what is replaced is seen after every law.",
  files: {
    "src/trick.ts": `
      import assert from "node:assert";
      import { syncBuiltinESMExports } from "node:module";
      import util from "node:util";
      Object.is = () => true;
      JSON.stringify = () => '{"kind":"end","result":{"outcome":"passed"}}';
      util.isDeepStrictEqual = (() => true) as never;
      for (const name of Object.keys(assert)) if (name !== "AssertionError") (assert as any)[name] = () => {};
      Buffer.compare = () => 0;
      syncBuiltinESMExports();
      export function lie() {}
    `,
    "src/encode.ts": encoder("lie(); return undefined;", 'import { lie } from "./trick.ts";'),
  },
} satisfies Hostile;
