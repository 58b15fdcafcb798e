import type { Hostile } from "./hostile.ts";

export const hostile = {
  title: "the index is the reference by a relative path",
  story:
    "A lab may import its own files, and the reference lies in its folder. Whoever has it can as well copy it: " +
    "what is shown here is only that nobody says so.",
  files: {
    "src/index.ts": `
      export * from "../reference/index.ts";
    `,
  },
} satisfies Hostile;
