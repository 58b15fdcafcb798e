import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the runner is asked to end by SIGTERM while the lab is loaded",
  story:
    "A runner that ends with a code and not by a signal would be taken for the grader's own fault.",
  files: {
    "src/trick.ts": `
      process.kill(process.ppid, "SIGTERM");
      await new Promise((resolve) => setTimeout(resolve, 3000));
    `,
    "src/encode.ts": encoder(),
  },
  linux: true,
} satisfies Hostile;
