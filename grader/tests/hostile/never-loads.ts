import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the lab is loaded without end, and says nothing",
  story: "After ten seconds the guard thread takes it for stuck.",
  files: {
    "src/trick.ts": `
      await new Promise(() => {});
    `,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
