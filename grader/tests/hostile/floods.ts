import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "twenty megabytes on every descriptor, and the pipe without a line end",
  story: "What is printed is counted or dropped; a line of a megabyte is none.",
  files: {
    "src/trick.ts": `
      import fs from "node:fs";
      const chunk = "x".repeat(1 << 16);
      for (let at = 0; at < 320; at++) {
        process.stdout.write(chunk);
        for (const fd of [1, 2]) try { fs.writeSync(fd, chunk); } catch {}
        if (at < 80) try { fs.writeSync(4, chunk); } catch {}
      }
    `,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
