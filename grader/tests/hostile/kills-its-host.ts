import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the runner is killed while a law runs",
  story: "The law that ran has failed, and the rest is graded by a new runner.",
  files: {
    "src/encode.ts": encoder('process.kill(process.ppid, "SIGKILL"); for (;;);'),
  },
  linux: true,
} satisfies Hostile;
