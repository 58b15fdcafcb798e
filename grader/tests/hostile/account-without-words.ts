import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "an error brings an account of the host's kind, without what is shown of it",
  story:
    "A load error is known by its name, and its message is taken for an account as it is: the screen then reads " +
    "what is not there, and the command ends with 3.",
  files: {
    "src/trick.ts": `
      throw Object.assign(new Error("{}"), { name: "LabsLoadError" });
    `,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
