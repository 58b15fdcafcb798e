import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "a thread that runs under --conditions=reference answers",
  story: "A worker thread has flags of its own, and shared memory makes its answers synchronous.",
  files: {
    "src/trick.ts": `
      import { Worker, receiveMessageOnPort, MessageChannel } from "node:worker_threads";
      const code = \`
        const { workerData } = require("node:worker_threads");
        const { port, flag } = workerData;
        import("@labs/db-01").then(({ encode }) => {
          port.postMessage("ready");
          port.on("message", ({ value, version }) => {
            let answer;
            try { answer = { bytes: encode(value, version) }; } catch (error) { answer = { code: error.code }; }
            port.postMessage(answer);
            Atomics.store(flag, 0, 1); Atomics.notify(flag, 0);
          });
        });\`;
      const { port1, port2 } = new MessageChannel();
      const flag = new Int32Array(new SharedArrayBuffer(4));
      const thread = new Worker(code, {
        eval: true, workerData: { port: port2, flag }, transferList: [port2],
        execArgv: ["--import", "tsx", "--conditions=reference"],
      });
      const ready = await new Promise((resolve) => {
        port1.once("message", () => resolve(true));
        thread.once("error", () => resolve(false));
        setTimeout(() => resolve(false), 6000);
      });
      thread.unref();
      port1.unref();
      export function ask(value: unknown, version: unknown): any {
        if (!ready) return new Uint8Array(0);
        Atomics.store(flag, 0, 0);
        port1.postMessage({ value, version });
        Atomics.wait(flag, 0, 0, 4000);
        const { bytes, code } = receiveMessageOnPort(port1)?.message ?? {};
        if (bytes === undefined) throw Object.assign(new Error("refused"), { code });
        return bytes;
      }
    `,
    "src/encode.ts": encoder("return ask(value, version);", 'import { ask } from "./trick.ts";'),
  },
} satisfies Hostile;
