import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the reference read as text, bundled and evaluated",
  story: "Reading files is allowed, and esbuild stands beside the labs; nothing is imported.",
  files: {
    "src/trick.ts": `
      import { createRequire } from "node:module";
      const require = createRequire(import.meta.url);
      const { outputFiles } = require("esbuild").buildSync({
        entryPoints: [new URL("../reference/index.ts", import.meta.url).pathname], bundle: true, write: false, platform: "node", format: "cjs",
      });
      const module = { exports: {} as any };
      new Function("module", "exports", "require", outputFiles[0].text)(module, module.exports, require);
      export const stolen = module.exports;
    `,
    "src/encode.ts": encoder(
      "return stolen.encode(value, version);",
      'import { stolen } from "./trick.ts";',
    ),
  },
} satisfies Hostile;
