import type { Hostile } from "./hostile.ts";

export const hostile = {
  title: "a server that listens, reads all it gets and never says a word",
  story: "A law that only refuses, or only counts, holds for whoever does nothing.",
  files: {
    "src/server.ts": `
      import { createServer, type AddressInfo } from "node:net";
      export type ServerOptions = { readonly port?: number };
      export type RespServer = { readonly port: number; close(): Promise<void> };
      export async function startServer({ port = 0 }: ServerOptions = {}): Promise<any> {
        const sockets = new Set<any>();
        const server = createServer((socket) => {
          sockets.add(socket);
          socket.on("close", () => sockets.delete(socket));
          socket.on("error", () => {});
          socket.resume();
        });
        await new Promise<void>((resolve, reject) => {
          server.once("error", reject);
          server.listen(port, "127.0.0.1", resolve);
        });
        return {
          port: (server.address() as AddressInfo).port,
          get connections() { return sockets.size; },
          close: () => new Promise<void>((resolve) => {
            for (const socket of sockets) socket.destroy();
            server.close(() => resolve());
          }),
        };
      }
    `,
  },
  steps: ["server", "pipelines", "errors"],
  slow: true,
} satisfies Hostile;
