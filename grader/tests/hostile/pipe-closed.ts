import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the pipe is closed while the lab is loaded",
  story: "What the runner says then throws in the worker, and vitest tells its host.",
  files: {
    "src/trick.ts": `
      import fs from "node:fs";
      fs.closeSync(4);
    `,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
