import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "a child process bundles the reference under --conditions=reference",
  story: "A child process is no module: nothing asks what it imports.",
  files: {
    "src/trick.ts": `
      import { execFileSync } from "node:child_process";
      import { createRequire } from "node:module";
      const root = new URL("../../../", import.meta.url).pathname;
      const text = execFileSync(
        root + "node_modules/.bin/esbuild",
        ["--bundle", "--platform=node", "--format=cjs", "--conditions=reference"],
        { cwd: root, input: 'export * from "@labs/db-01"', encoding: "utf8" },
      );
      const module = { exports: {} as any };
      new Function("module", "exports", "require", text)(module, module.exports, createRequire(import.meta.url));
      export const stolen = module.exports;
    `,
    "src/encode.ts": encoder(
      "return stolen.encode(value, version);",
      'import { stolen } from "./trick.ts";',
    ),
  },
} satisfies Hostile;
