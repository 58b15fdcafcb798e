import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "fs.writeSync and the streams pass on nothing but passes",
  story: "The runner kept fs.writeSync, and what is replaced is seen.",
  files: {
    "src/trick.ts": `
      import fs from "node:fs";
      import { syncBuiltinESMExports } from "node:module";
      const { writeSync } = fs;
      fs.writeSync = ((fd: number, text: any, ...rest: any[]) =>
        (writeSync as any)(fd, String(text).replace('"failed"', '"passed"'), ...rest)) as never;
      syncBuiltinESMExports();
      export function lie(): void {}
    `,
    "src/encode.ts": encoder("lie(); return undefined;", 'import { lie } from "./trick.ts";'),
  },
} satisfies Hostile;
