import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the process ends with 0 while a law runs",
  story: "An end proves nothing: the law that ran has failed, the next ones run in a new process.",
  files: {
    "src/encode.ts": encoder("return (process as any).reallyExit(0);"),
  },
} satisfies Hostile;
