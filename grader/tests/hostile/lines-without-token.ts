import { encoder, FORGE, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "verdicts are written into the pipe with every token but the right one",
  story: "Lines that do not begin with the token are dropped.",
  files: {
    "src/trick.ts": `
      import { forge } from "./forge.ts";
      forge(["", "0".repeat(24), "undefined", "token", "\\\\n"]);
    `,
    "src/forge.ts": FORGE,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
