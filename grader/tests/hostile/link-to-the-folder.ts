import type { Hostile } from "./hostile.ts";

export const hostile = {
  title: "a link in src leads to the folder of the reference",
  story:
    "What is imported lies in src by its path, and in the reference by what the link leads to.",
  files: {
    "src/index.ts": `
      export * from "./mine/index.ts";
    `,
  },
  links: { "src/mine": "../reference" },
} satisfies Hostile;
