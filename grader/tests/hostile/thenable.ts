import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "what is returned can be awaited, and never or always is",
  story: "Bytes are not awaited.",
  files: {
    "src/encode.ts": encoder(
      'return { then: (yes: (value: unknown) => void) => yes(new Uint8Array(0)), toJSON: () => "", valueOf: () => 0 };',
    ),
  },
} satisfies Hostile;
