import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the runner gets SIGINT, SIGHUP and SIGQUIT while the lab is loaded",
  story: "As with SIGTERM.",
  files: {
    "src/trick.ts": `
      for (const signal of ["SIGINT", "SIGHUP", "SIGQUIT"] as const) try { process.kill(process.ppid, signal); } catch {}
      await new Promise((resolve) => setTimeout(resolve, 3000));
    `,
    "src/encode.ts": encoder(),
  },
  linux: true,
} satisfies Hostile;
