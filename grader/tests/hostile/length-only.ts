import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "only the length is right",
  story:
    "One law asks for the length alone, after it has counted; its other half has a bound only. A point for a " +
    "length is a law that asks too little.",
  files: {
    "src/encode.ts": encoder("return { length: 700009 };"),
  },
  known: "points",
} satisfies Hostile;
