import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the process aborts",
  story: "As with any other end.",
  files: {
    "src/encode.ts": encoder("return process.abort();"),
  },
} satisfies Hostile;
