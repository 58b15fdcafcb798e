/**
 * Servers on a folder of the machine: redis-server, and the submission, in this process or in one of its own.
 *
 *     folder   redis-server writes, stops or is killed ──▶ ours loads, writes, rewrites ──▶ redis-server loads
 *     asked    of both, over TCP: every key, its type, what it holds and until when
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createSession, execute, startServer } from "@labs/db-01";
import { openPersistence, type Persistence, type PersistenceOptions } from "@labs/db-04";
import { freePort } from "@labs/grader/free-port";
import type { Trial } from "@labs/grader/testing";
import { exchange, INSTALL_REDIS, need, nodeFlags, run } from "@labs/grader/testing/programs";
import { realDisk } from "@labs/machine/real-disk";
import { SimDisk } from "@labs/machine/sim";
import { Redis } from "ioredis";

const PATIENCE_MS = 10_000;
const POLL_MS = 3;

/** A server in a process of its own. */
export type Running = {
  readonly port: number;
  readonly client: Redis;
  /** Asks it to end, and waits until it has: SHUTDOWN NOSAVE. */
  stop(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
};

/** A redis-server on this folder; it appends, and saves nothing by itself, unless the settings say otherwise. */
export async function redisIn(
  t: Trial,
  folder: string,
  settings: readonly string[] = ["--appendonly", "yes"],
): Promise<Running> {
  need(t, "redis-server", INSTALL_REDIS);
  const place = ["--bind", "127.0.0.1", "--dir", folder, "--save", ""];
  return launched(t, "redis-server", (port) => ["--port", String(port), ...place, ...settings]);
}

/** The submission on this folder, in a process of its own. */
export async function oursIn(t: Trial, folder: string, policy: string): Promise<Running> {
  await rehearsed();
  const program = fileURLToPath(new URL("./served-program.ts", import.meta.url));
  const args = [...nodeFlags(), program, folder];
  return launched(t, process.execPath, (port) => [...args, String(port), policy]);
}

/** What is not written yet is met here: what another process meets, the grader does not see. */
async function rehearsed(): Promise<void> {
  const { commands, close } = await openPersistence(new SimDisk(), { onShutdown: () => {} });
  for (const words of [
    ["SET", "k", "v"],
    ["INFO", "persistence"],
    ["SHUTDOWN", "NOSAVE"],
  ]) {
    void execute(
      commands,
      createSession(1),
      words.map((word) => Buffer.from(word)),
    );
  }
  await close().catch(() => {});
}

async function launched(
  t: Trial,
  program: string,
  args: (port: number) => readonly string[],
): Promise<Running> {
  const port = await freePort();
  const child = spawn(program, args(port), { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString("latin1")).slice(-4_000);
    });
  }
  const gone = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const isGone = () => child.exitCode !== null || child.signalCode !== null;
  const end = async () => {
    child.kill("SIGKILL");
    await gone;
  };
  t.cleanup(end);
  const until = Date.now() + PATIENCE_MS;
  while (!(await exchange(port, "PING\r\n").catch(() => "")).startsWith("+PONG")) {
    if (isGone() || Date.now() > until) {
      t.did(`${program} said`, said);
      t.holds(!isGone(), "it ended instead of serving what is in the folder");
      t.inconclusive(`${program} did not start in ${PATIENCE_MS / 1000} s`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  const client = clientOf(t, port);
  return {
    port,
    client,
    async kill() {
      await end();
      hangUp(client);
    },
    async stop() {
      await client.call("SHUTDOWN", "NOSAVE").catch(() => {});
      await t.within(PATIENCE_MS, gone, `${program} to end after SHUTDOWN NOSAVE`);
    },
  };
}

/** A client that does not try again when its server is gone. */
export function clientOf(t: Trial, port: number): Redis {
  const client = new Redis(port, "127.0.0.1", {
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  client.on("error", () => {});
  t.cleanup(() => hangUp(client));
  return client;
}

/** To one that is gone already ioredis would leave a timer behind. */
function hangUp(client: Redis): void {
  if (client.status !== "end") client.disconnect();
}

/** The submission on this folder, served by this process. */
export type Ours = {
  readonly persistence: Persistence;
  readonly client: Redis;
  readonly port: number;
  /** Ends it as Ctrl-C does. */
  stop(): Promise<void>;
};

export async function oursHere(
  t: Trial,
  folder: string,
  options: PersistenceOptions = {},
): Promise<Ours> {
  const persistence = await openPersistence(realDisk(folder), { save: "", ...options });
  const { commands, beforeSend } = persistence;
  const server = await startServer({ commands, beforeSend });
  const client = clientOf(t, server.port);
  const stop = async () => {
    hangUp(client);
    await server.close();
    await persistence.close();
  };
  t.cleanup(() => stop().catch(() => {}));
  return { persistence, port: server.port, client, stop };
}

/** Every key, its type, its deadline, and what it holds; in order, as text. */
export async function keysOf(client: Redis): Promise<readonly string[]> {
  const keys = (await client.keysBuffer("*")).sort(Buffer.compare);
  return Promise.all(
    keys.map(async (key) => {
      const type = await client.type(key);
      const until = await client.pexpiretime(key);
      const held = await contentsOf(client, key, type);
      return `${key.toString("latin1")} ${until} ${type} ${held.join(" ")}`;
    }),
  );
}

async function contentsOf(client: Redis, key: Buffer, type: string): Promise<readonly string[]> {
  const shown = (reply: unknown) => (reply as Buffer[]).map((one) => one.toString("latin1"));
  switch (type) {
    case "string":
      return shown([await client.getBuffer(key)]);
    case "list":
      return shown(await client.lrangeBuffer(key, 0, -1));
    case "set":
      return shown(await client.smembersBuffer(key)).sort();
    case "hash": {
      const pairs = shown(await client.callBuffer("HGETALL", key));
      return pairs.flatMap((one, i) => (i % 2 === 0 ? [`${one}=${pairs[i + 1]}`] : [])).sort();
    }
    default: {
      // Redis shows the scores of packed sets as it has them, with up to 17 digits.
      const pairs = shown(await client.callBuffer("ZRANGE", key, "0", "-1", "WITHSCORES"));
      return pairs.map((one, i) => (i % 2 === 0 ? one : scoreText(one)));
    }
  }
}

function scoreText(score: string): string {
  return /inf/.test(score) ? score : String(Number(score));
}

/** What redis-check-rdb or redis-check-aof says of a file. */
export function check(t: Trial, tool: string, file: string): Promise<string> {
  return run(t, tool, [file], { install: INSTALL_REDIS });
}

/** Sends the lines, one after the other; words are parted by a space. */
export async function send(client: Redis, lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    const [name = "", ...words] = line.split(" ");
    await client.call(name, ...words);
  }
}
