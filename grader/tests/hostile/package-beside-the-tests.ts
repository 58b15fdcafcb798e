import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "a package @labs/db-01 beside the tests is found first",
  story:
    "A name is looked for from the folder of the importer upwards; node_modules is a folder that git does not " +
    "even show.",
  files: {
    "src/encode.ts": encoder(),
    "tests/node_modules/@labs/db-01/package.json": `
      { "name": "@labs/db-01", "version": "0.1.0", "type": "module", "exports": "./index.js" }
    `,
    "tests/node_modules/@labs/db-01/index.js": `
      export * from "../../../../reference/index.ts";
    `,
  },
} satisfies Hostile;
