/**
 * A lab's own program, as its manifest names it: `serve`, `play`, `soak`, `inspect`.
 *
 * It is a process of its own with this terminal as its input and output; Ctrl-C reaches it as it reaches us, and we
 * wait for it to end. It runs on what a grading would run on; where that is so by use, a line says it, on standard error:
 * what the program prints stays its own.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "../manifest.ts";
import { ProgressStore } from "../progress.ts";
import { Terminal } from "../screen/terminal.ts";
import { wrapped } from "../screen/text.ts";
import { describeStanding } from "../selection.ts";
import { type ExitCode, type Invocation, UsageError } from "./command.ts";
import { inUseOf, selectionFor, wishOf } from "./wish.ts";

/** What a lab has not that has no such program. */
const LACKS = {
  serve: "nothing to serve",
  play: "nothing to play",
  soak: "no storms",
  inspect: "no files to look into",
} as const;

const GUARD = new URL("./program-guard.mjs", import.meta.url).href;

/** Runs it with these arguments until it ends. @throws UsageError where the lab has none */
export async function runProgram(
  invocation: Invocation,
  lab: Lab,
  kind: keyof typeof LACKS,
  args: readonly string[],
): Promise<ExitCode> {
  const { root, labs } = invocation;
  const file = lab[kind] === undefined ? undefined : join(lab.path, lab[kind]);
  if (file === undefined || !existsSync(file)) {
    throw new UsageError(`${lab.id} ${lab.title} has ${LACKS[kind]}.`);
  }
  const terminal = new Terminal(process.stderr);
  const wish = wishOf(invocation, [lab], inUseOf(invocation, terminal));
  const store = new ProgressStore(root, { warn: console.error });
  const selection = selectionFor(lab, labs, wish, await store.read());
  const { conditions } = selection;
  if (selection.on.some(({ isByUse }) => isByUse)) {
    terminal.print(wrapped(describeStanding(selection), terminal.columns));
  }
  const flags = conditions.map((condition) => `--conditions=${condition}`);
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--import", GUARD, ...flags, file, ...args],
    { cwd: root, stdio: "inherit", env: { ...process.env, LABS_PROGRAM: kind } },
  );
  // Who stops a soak has not seen it held, and who stops an inspection has not seen it all.
  return ended(child, kind === "serve" || kind === "play");
}

/** Waits for the child; `mayStop` says whether being asked to stop is a good end. */
function ended(child: ChildProcess, mayStop: boolean): Promise<ExitCode> {
  let isStopping = false;
  const pass = (signal: NodeJS.Signals) => () => {
    isStopping = true;
    // The terminal has sent its own Ctrl-C to both of us.
    if (signal !== "SIGINT" || process.stdin.isTTY !== true) child.kill(signal);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, pass(signal));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code === 0 || (mayStop && isStopping) ? 0 : 1));
  });
}
