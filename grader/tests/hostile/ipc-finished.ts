import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "a forged message tells vitest's host that the file is done",
  story:
    "process._send is still the channel. The host ends the run, nothing has reported, and that is a failure.",
  files: {
    "src/trick.ts": `
      (process as any)._send({ __vitest_worker_response__: true, type: "testfileFinished" });
      await new Promise((resolve) => setTimeout(resolve, 3000));
    `,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
