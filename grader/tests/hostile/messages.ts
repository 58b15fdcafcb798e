import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "vitest's host is told of passes, of errors and of files over its own channel",
  story: "Verdicts do not pass through vitest's host, and its errors change none.",
  files: {
    "src/trick.ts": `
      const { rpc, filepath } = (globalThis as any).__vitest_worker__;
      void rpc.onTaskUpdate([["x", { state: "pass" }, {}]], []);
      void rpc.onUnhandledError(new Error("of the host"), "Unhandled Error");
      (process as any)._send({ __vitest_worker_response__: true, type: "started" });
      (process as any)._send({ kind: "end", result: { id: "simple-strings", outcome: "passed" }, restart: false });
    `,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
