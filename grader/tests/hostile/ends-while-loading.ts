import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the process ends with 0 while the lab is loaded",
  story: "Nothing has reported: that is a failure.",
  files: {
    "src/trick.ts": `
      (process as any).reallyExit(0);
    `,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
