import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the package.json exports the reference without a condition",
  story:
    "The laws import the lab by its name, and its package says what that is; the grader looks only at what the " +
    "entry exports.",
  files: {
    "src/encode.ts": encoder(),
  },
  edits: { "package.json": (was) => was.replaceAll("./src/index.ts", "./reference/index.ts") },
} satisfies Hostile;
