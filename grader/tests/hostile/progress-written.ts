import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the results of earlier gradings are written by the submission",
  story: "They are a file to read; a grading tells what it saw.",
  files: {
    "src/trick.ts": `
      import fs from "node:fs";
      const folder = new URL("../../../.labs/", import.meta.url);
      fs.mkdirSync(folder, { recursive: true });
      fs.writeFileSync(new URL("progress.json", folder), JSON.stringify({ labs: { "db-01": { steps: { encode: "passed" } } } }));
    `,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
