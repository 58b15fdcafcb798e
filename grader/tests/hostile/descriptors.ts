import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "a thousand files stay open, and the pipe of the grader is one of many",
  story: "Numbers are not taken from anybody.",
  files: {
    "src/trick.ts": `
      import fs from "node:fs";
      for (let at = 0; at < 1000; at++) fs.openSync("/dev/null", "r");
    `,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
