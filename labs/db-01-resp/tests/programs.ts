/**
 * Programs that nobody here wrote, run beside the law: found or skipped, and ended with the law.
 */
import { execFile, spawn } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Trial } from "@labs/grader/testing";
import { sleep } from "./client.ts";

/** Skips the law where the program is not installed. */
export function need(t: Trial, program: string): void {
  const found = (process.env.PATH ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (!found) {
    t.skip(
      `${program} is not installed: apt install redis-server redis-tools, or brew install redis`,
    );
  }
}

/** What the program prints, standard error after standard output; it has ten seconds. */
export function run(
  t: Trial,
  program: string,
  args: readonly string[],
  input = "",
): Promise<string> {
  need(t, program);
  t.given("ran", `${program} ${args.join(" ")}`);
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      [...args],
      { timeout: 10_000, maxBuffer: 1 << 24 },
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

/** A real redis-server on a free port, ended with the law. */
export async function redisServer(t: Trial): Promise<number> {
  need(t, "redis-server");
  const folder = mkdtempSync(join(tmpdir(), "labs-redis-"));
  const port = await freePort();
  const options = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder];
  const server = spawn("redis-server", options, { stdio: "ignore" });
  const gone = new Promise((resolve) => server.on("exit", resolve));
  t.cleanup(async () => {
    server.kill("SIGKILL");
    await gone;
    rmSync(folder, { recursive: true, force: true });
  });
  for (let tries = 0; tries < 200; tries++) {
    if ((await exchange(port, "PING\r\n", 20).catch(() => "")).startsWith("+PONG")) return port;
    await sleep(20);
  }
  t.inconclusive("redis-server did not start in 4 s");
}

/** What a server answers to these bytes: all that comes until it hangs up, or is silent for `silenceMs`. */
export function exchange(port: number, sent: string, silenceMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let received = "";
    let timer = setTimeout(finish, silenceMs * 4);
    function finish(): void {
      clearTimeout(timer);
      socket.destroy();
      resolve(received);
    }
    socket.on("connect", () => socket.write(Buffer.from(sent, "latin1")));
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      clearTimeout(timer);
      timer = setTimeout(finish, silenceMs);
    });
    socket.on("end", finish);
    socket.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        resolve(typeof address === "object" && address !== null ? address.port : 0),
      );
    });
  });
}
