import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the runner gets SIGHUP while the lab is loaded",
  story: "It ends by a signal, which the grader takes for the submission's doing.",
  files: {
    "src/trick.ts": `
      for (const signal of ["SIGHUP"] as const) try { process.kill(process.ppid, signal); } catch {}
      await new Promise((resolve) => setTimeout(resolve, 3000));
    `,
    "src/encode.ts": encoder(),
  },
  linux: true,
} satisfies Hostile;
