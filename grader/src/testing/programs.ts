/**
 * Programs that nobody here wrote, run beside a law: found or skipped, and ended with the law.
 *
 * They are looked for, and run, in the folder and the environment that were there before the submission was loaded.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import fs, { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join, resolve as resolvePath } from "node:path";
import { inject } from "vitest";
import { freePort } from "../free-port.ts";
import type { Trial } from "./trial.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Under which this grading loads the labs. */
    conditions: readonly string[];
  }
}

/** How long a program may take to print what it has to say. */
const RUN_MS = 10_000;
const START_TRIES = 800;
const START_POLL_MS = 5;
const EXCHANGE_MS = 2_000;

// Kept from before a submission could change them.
const { accessSync, constants } = fs;
const CONDITIONS = inject("conditions");
const SURROUNDINGS = { cwd: process.cwd(), env: { ...process.env } };
const FOLDERS = (process.env.PATH ?? "")
  .split(delimiter)
  .map((folder) => resolvePath(SURROUNDINGS.cwd, folder));

/** Skips the law where the program is not installed; `install` says how it comes onto the machine. */
export function need(t: Trial, program: string, install: string): void {
  for (const folder of FOLDERS) {
    try {
      accessSync(`${folder}/${program}`, constants.X_OK);
      return;
    } catch {
      // It is in another one, or in none.
    }
  }
  t.skip(`${program} is not installed: ${install}`);
}

export interface RunOptions {
  /** How the program comes onto the machine. */
  readonly install: string;
  /** What is sent to its standard input. */
  readonly input?: string;
}

/** What the program prints, standard error after standard output; it has ten seconds. */
export function run(
  t: Trial,
  program: string,
  args: readonly string[],
  { install, input = "" }: RunOptions,
): Promise<string> {
  need(t, program, install);
  t.given("ran", `${program} ${args.join(" ")}`);
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      [...args],
      { ...SURROUNDINGS, timeout: RUN_MS, maxBuffer: 1 << 24 },
      (error, out, err) => {
        if (error?.killed) reject(new Error(`${program} did not end: ${out}${err}`));
        else resolve(out + err);
      },
    );
    t.cleanup(() => void child.kill("SIGKILL"));
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}

/** An empty folder that is gone when the law ends. */
export function emptyFolder(t: Trial): string {
  const folder = mkdtempSync(join(tmpdir(), "labs-"));
  t.cleanup(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A process that is killed when the law ends, and waited for. */
export function started(t: Trial, program: string, args: readonly string[]): ChildProcess {
  const child = spawn(program, [...args], { ...SURROUNDINGS, stdio: "ignore" });
  const gone = new Promise((resolve) => child.on("exit", resolve));
  t.cleanup(async () => {
    child.kill("SIGKILL");
    await gone;
  });
  return child;
}

/**
 * What `node` is called with, before the path of a program, so that it runs TypeScript and loads each lab as this
 * grading does: from `src`, or from the reference.
 */
export function nodeFlags(): readonly string[] {
  return ["--import", "tsx", ...CONDITIONS.map((each) => `--conditions=${each}`)];
}

/** What is to be installed for laws that need Redis. */
export const INSTALL_REDIS = "apt install redis-server redis-tools, or brew install redis";

/** A real redis-server on a free port, ended with the law. Without other `settings` it keeps nothing. */
export async function redisServer(
  t: Trial,
  settings: readonly string[] = ["--save", ""],
): Promise<number> {
  need(t, "redis-server", INSTALL_REDIS);
  const folder = emptyFolder(t);
  const port = await freePort();
  const where = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder];
  const server = started(t, "redis-server", [...where, ...settings]);
  for (let tries = 0; tries < START_TRIES && server.exitCode === null; tries++) {
    if ((await exchange(port, "PING\r\n").catch(() => "")).startsWith("+PONG")) return port;
    await new Promise((resolve) => setTimeout(resolve, START_POLL_MS));
  }
  t.inconclusive("redis-server did not start in 4 s");
}

/** What a server answers to a client that sends these bytes and its end, in two seconds at most. */
export function exchange(port: number, sent: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let received = "";
    const timer = setTimeout(finish, EXCHANGE_MS);
    function finish(): void {
      clearTimeout(timer);
      socket.destroy();
      resolve(received);
    }
    socket.end(Buffer.from(sent, "latin1"));
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
    });
    socket.on("end", finish);
    socket.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}
