import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "a child that outlives the grading holds the pipe open and fills it with lines",
  story:
    "What it says carries no token; that the pipe never ends must not keep the grader waiting.",
  files: {
    "src/trick.ts": `
      import { spawn } from "node:child_process";
      const code = "const fs = require('fs'); const end = Date.now() + 15000; for (; Date.now() < end;) { try { fs.writeSync(4, 'x'.repeat(60000)); } catch {} Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50); }";
      spawn(process.execPath, ["-e", code], { detached: true, stdio: ["ignore", "ignore", "ignore", "ignore", 4], env: { PATH: process.env.PATH }, cwd: new URL("..", import.meta.url) }).unref();
    `,
    "src/encode.ts": encoder(),
  },
  linux: true,
} satisfies Hostile;
