import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "a proxy answers what is asked",
  story: "Whether something is bytes is asked of the engine, and a proxy is not.",
  files: {
    "src/encode.ts": encoder(
      'const all: any = new Proxy(new Uint8Array(0), { get: (_, name) => name === "length" ? 5 : all, has: () => true, getPrototypeOf: () => Uint8Array.prototype }); return all;',
    ),
  },
} satisfies Hostile;
