import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "what fs.writeSync stands on is replaced, and every failure becomes a pass",
  story:
    "process.binding still hands out the functions below node:fs; what the grader kept calls them anew each time.",
  files: {
    "src/trick.ts": `
      const binding = (process as any).binding("fs");
      const { writeString } = binding;
      binding.writeString = function (fd: number, text: string, ...rest: unknown[]) {
        const told = typeof text === "string" ? text.replace('"outcome":"failed"', '"outcome":"passed"') : text;
        return writeString.call(this, fd, told, ...rest);
      };
    `,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
