import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "a forged message ends the run while it loads, after an error told to vitest",
  story:
    "A run that ends with errors of vitest's own, twice, and no process that died: that is taken for the grader's " +
    "fault.",
  files: {
    "src/trick.ts": `
      const { rpc } = (globalThis as any).__vitest_worker__;
      await rpc.onUnhandledError(new Error("of the host"), "Unhandled Error");
      (process as any)._send({ __vitest_worker_response__: true, type: "testfileFinished" });
      await new Promise((resolve) => setTimeout(resolve, 3000));
    `,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
