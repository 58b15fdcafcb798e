import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "a subclass of Uint8Array with methods of its own",
  story: "Bytes are compared below all methods.",
  files: {
    "src/encode.ts": encoder(
      "return new Obliging(3);",
      'class Obliging extends Uint8Array { every() { return true; } equals() { return true; } compare() { return 0; } subarray() { return this; } get byteLength() { return 5; } valueOf() { return 0; } [Symbol.toPrimitive]() { return "+OK"; } }\nObject.defineProperty(Obliging.prototype, "length", { get: () => 5 });',
    ),
  },
} satisfies Hostile;
