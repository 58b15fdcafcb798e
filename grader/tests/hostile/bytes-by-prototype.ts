import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "an object that inherits from Uint8Array and says that it is one",
  story: "Own length, tag, constructor and iterator change nothing.",
  files: {
    "src/encode.ts": encoder(
      'return Object.assign(Object.create(Uint8Array.prototype, { length: { value: 5 }, byteLength: { value: 5 }, constructor: { value: Uint8Array }, [Symbol.toStringTag]: { value: "Uint8Array" } }), { toJSON: () => [] });',
    ),
  },
} satisfies Hostile;
