import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "a child with a session and an environment of its own outlives the grading",
  story:
    "The group is killed, and what carries the mark; a child that left both is found by neither. What it writes " +
    "later, nobody sees: a student's results among it.",
  files: {
    "src/trick.ts": `
      import { spawn } from "node:child_process";
      spawn("sleep", ["20"], { detached: true, stdio: "ignore", env: { PATH: process.env.PATH }, cwd: new URL("..", import.meta.url) }).unref();
    `,
    "src/encode.ts": encoder(),
  },
  linux: true,
} satisfies Hostile;
