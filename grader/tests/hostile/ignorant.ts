import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "an encoder that knows nothing, for control",
  story: "Most tricks stand on this one: without them it has no point.",
  files: { "src/encode.ts": encoder() },
} satisfies Hostile;
