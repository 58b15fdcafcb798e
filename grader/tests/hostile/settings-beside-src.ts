import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "settings of vitest, vite, npm and TypeScript in the lab's folder",
  story: "None of them is read: the runner brings its own.",
  files: {
    "src/encode.ts": encoder(),
    "vitest.config.ts": `
      export default { test: { setupFiles: ["./setup.ts"], globals: true, testNamePattern: "nothing" } };
    `,
    "vite.config.ts": `
      export default { resolve: { conditions: ["reference"] } };
    `,
    ".npmrc": `
      node-options=--conditions=reference
    `,
    "tsconfig.json": `
      { "compilerOptions": { "paths": { "@labs/db-01": ["./reference/index.ts"] }, "customConditions": ["reference"] } }
    `,
    "setup.ts": `
      throw new Error("loaded");
    `,
    ".env": `
      VITE_CONDITIONS=reference
      NODE_OPTIONS=--conditions=reference
    `,
  },
} satisfies Hostile;
