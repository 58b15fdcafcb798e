import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the manifest is written over while its laws run",
  story: "The engine has read it before.",
  files: {
    "src/trick.ts": `
      import fs from "node:fs";
      const file = new URL("../package.json", import.meta.url);
      const manifest = JSON.parse(fs.readFileSync(file, "utf8"));
      manifest.lab.steps[0].tests = ["simple-strings"];
      fs.writeFileSync(file, JSON.stringify(manifest));
    `,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
