import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the process kills itself and its group",
  story: "As with any other end.",
  files: {
    "src/encode.ts": encoder('process.kill(-process.pid, "SIGKILL"); return 0;'),
  },
} satisfies Hostile;
