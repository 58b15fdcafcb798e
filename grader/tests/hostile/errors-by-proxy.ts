import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "what is thrown is a proxy that has whatever is asked for",
  story: "It is read once, inside a try.",
  files: {
    "src/encode.ts": encoder(
      'throw new Proxy(new Error("x"), { get: (_, name) => name === "name" ? "LawBroken" : "tool", getPrototypeOf: () => Error.prototype, has: () => true });',
    ),
  },
} satisfies Hostile;
