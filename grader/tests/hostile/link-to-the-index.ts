import type { Hostile } from "./hostile.ts";

export const hostile = {
  title: "src/index.ts is a link to the reference",
  story: "vite takes a file for what its link leads to, and so the reference for the submission.",
  files: {},
  links: { "src/index.ts": "../reference/index.ts" },
} satisfies Hostile;
