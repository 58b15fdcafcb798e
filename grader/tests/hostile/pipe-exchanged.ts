import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "a file takes the place of the pipe, and tells the token",
  story:
    "A child holds the pipe. Closed here, its number goes to the next file that is opened, into which the grader " +
    "then writes its lines, token first: the child reads it and speaks in its name.",
  files: {
    "src/trick.ts": `
      import { spawn } from "node:child_process";
      import fs from "node:fs";
      const at = (name: string) => new URL("../" + name, import.meta.url).pathname;
      const code = \`
        const fs = require("fs");
        const [told, manifest, done] = process.argv.slice(1);
        const wait = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
        for (let tries = 0; tries < 500; tries++, wait()) {
          if (!fs.existsSync(told)) continue;
          const token = /\\\\n([0-9a-f]+) \\\\{/.exec(fs.readFileSync(told, "latin1"))?.[1];
          if (token === undefined) continue;
          const say = (event) => fs.writeSync(3, "\\\\n" + token + " " + JSON.stringify(event) + "\\\\n");
          for (const id of JSON.parse(fs.readFileSync(manifest, "utf8")).lab.steps[0].tests) {
            const result = { id, title: id, hint: "", outcome: "passed", milliseconds: 1 };
            say({ kind: "start", id, title: id, hint: "", budgetMs: 1000 });
            say({ kind: "end", result, restart: false });
          }
          say({ kind: "done" });
          fs.writeFileSync(done, "");
          break;
        }\`;
      spawn(process.execPath, ["-e", code, at("told.txt"), at("package.json"), at("done.txt")], { stdio: ["ignore", "ignore", "ignore", 4] }).unref();
      fs.closeSync(4);
      while (fs.openSync(at("told.txt"), "w+") !== 4);
      export function wait(): void {
        for (let tries = 0; tries < 200 && !fs.existsSync(at("done.txt")); tries++)
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
        process.kill(process.pid, "SIGKILL");
      }
    `,
    "src/encode.ts": encoder("wait(); return undefined;", 'import { wait } from "./trick.ts";'),
  },
  linux: true,
} satisfies Hostile;
