import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the reference by createRequire and tsx",
  story: "Node's require knows nothing of the plugin, and tsx teaches it TypeScript.",
  files: {
    "src/trick.ts": `
      import { createRequire } from "node:module";
      const tsx = createRequire(import.meta.url)("tsx/cjs/api");
      export const stolen: any = tsx.require("../reference/index.ts", import.meta.url);
    `,
    "src/encode.ts": encoder(
      "return stolen.encode?.(value, version) ?? new Uint8Array(0);",
      'import { stolen } from "./trick.ts";',
    ),
  },
} satisfies Hostile;
