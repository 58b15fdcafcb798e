import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "every error has every code",
  story: "The code is compared with ===, and a value cannot be two texts.",
  files: {
    "src/encode.ts": encoder(
      'throw Object.assign(new Error("x"), { code: { valueOf: () => "line-break", toString: () => "line-break", [Symbol.toPrimitive]: () => "line-break" } });',
    ),
  },
} satisfies Hostile;
