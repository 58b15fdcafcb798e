import type { Hostile } from "./hostile.ts";

export const hostile = {
  title: "the module of the lab can be awaited, and gives another one",
  story:
    "The exports that are looked at are those of what was awaited; the laws import the module itself.",
  files: {},
  edits: {
    "src/index.ts": (was) =>
      `${was}\nexport function then(yes: (module: object) => void): void { yes({}); }`,
  },
} satisfies Hostile;
