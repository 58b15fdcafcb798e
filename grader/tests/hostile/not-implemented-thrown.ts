import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "NotImplemented by name is thrown where nothing is written",
  story: "Not started is no point.",
  files: {
    "src/encode.ts": encoder(
      'throw Object.assign(new Error("not written yet"), { name: "NotImplemented" });',
    ),
  },
} satisfies Hostile;
