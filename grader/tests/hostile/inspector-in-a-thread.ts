import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "a thread inspects the main thread, and sets the breakpoint from there",
  story:
    "A worker thread may connect to the main thread as the guard thread does; what inspector-breakpoint does " +
    "needs no session of the same thread.",
  files: {
    "src/trick.ts": `
      import { Worker } from "node:worker_threads";
      const code = \`
        const { Session } = require("node:inspector");
        const { parentPort } = require("node:worker_threads");
        const session = new Session();
        session.connectToMainThread();
        const ask = (method, params) => new Promise((resolve) => session.post(method, params, (_, result) => resolve(result)));
        const scripts = [];
        session.on("Debugger.scriptParsed", ({ params }) => scripts.push(params));
        (async () => {
          await ask("Debugger.enable", {});
          for (const { scriptId, url } of scripts.filter(({ url }) => url.endsWith("/grader/src/testing/equal.ts"))) {
            const { scriptSource } = await ask("Debugger.getScriptSource", { scriptId });
            const lineNumber = scriptSource.split("\\\\n").findIndex((line) => line.includes("compare(a, b) === 0"));
            await ask("Debugger.setBreakpoint", { location: { scriptId, lineNumber }, condition: "((a = b), false)" });
          }
          parentPort.postMessage("set");
        })();
        setInterval(() => {}, 1000);\`;
      const thread = new Worker(code, { eval: true });
      thread.unref();
      await new Promise((resolve) => thread.once("message", resolve));
    `,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
