import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "only the length is right",
  story:
    "A law that counts copies has an encoding in hand, and asked for its length alone. It looks at the bytes too, " +
    "after it has counted.",
  files: {
    "src/encode.ts": encoder("return { length: 700009 };"),
  },
} satisfies Hostile;
