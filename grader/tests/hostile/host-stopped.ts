import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the runner is stopped by SIGSTOP while the lab is loaded",
  story:
    "It does not answer, twice, and no process has died by a signal: that is taken for the grader's own fault.",
  files: {
    "src/trick.ts": `
      process.kill(process.ppid, "SIGSTOP");
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    `,
    "src/encode.ts": encoder(),
  },
  linux: true,
  slow: true,
} satisfies Hostile;
