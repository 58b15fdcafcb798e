/**
 * Restarting: the same directory, loaded by redis-server and by us.
 *
 *     log        500,000 commands on 100,000 keys, in one increment
 *     base       the same keyspace, rewritten: an RDB file
 *
 * redis-server says in its log how long it took to load; ours is measured around openPersistence, which reads each
 * byte of the log once more, checks its sums, and makes all of it durable.
 *
 * Left out: keys of many elements.
 */
import { execFile, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createSession, execute } from "@labs/db-01";
import { openPersistence, type PersistenceOptions } from "@labs/db-04";
import { type Figure, line, ratioText, spread } from "@labs/grader/bench";
import { freePort } from "@labs/grader/free-port";
import { realDisk } from "@labs/machine/real-disk";

const COMMANDS = 500_000;
const KEYS = 100_000;
/** Has no factor in common with KEYS. */
const STRIDE = 70_001;
const TURNS = 3;
const GROUP = 64;

const OPTIONS: PersistenceOptions = { appendfsync: "no", save: "", autoAofRewritePercentage: 0 };

/** Measures and prints; returns our ratio to redis-server, for the log and for the base. */
export async function benchLoading(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "db-04-bench-"));
  try {
    await write(folder);
    const hasRedis = await promisify(execFile)("redis-server", ["--version"]).then(
      () => true,
      () => false,
    );
    console.log(`Loading, ${TURNS} turns; ratio above 1: faster than redis-server\n`);
    const figures: Figure[] = [];
    for (const [name, count] of [
      ["log", COMMANDS],
      ["base", KEYS],
    ] as const) {
      figures.push(...(await measure(folder, name, count, hasRedis)));
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes two folders: one with a log, one with a base of the same keys. */
async function write(folder: string): Promise<void> {
  mkdirSync(join(folder, "log"));
  const { commands, beforeSend, close } = await openPersistence(
    realDisk(join(folder, "log")),
    OPTIONS,
  );
  const session = createSession(1);
  for (let i = 0; i < COMMANDS; i++) {
    const key = `key:${String((i * STRIDE) % KEYS).padStart(12, "0")}`;
    void execute(commands, session, [
      Buffer.from("SET"),
      Buffer.from(key),
      Buffer.from(`value${i}`),
    ]);
    if (i % GROUP === 0) await beforeSend();
  }
  await close();
  cpSync(join(folder, "log"), join(folder, "base"), { recursive: true });
  const rewritten = await openPersistence(realDisk(join(folder, "base")), OPTIONS);
  await rewritten.rewrite();
  await rewritten.close();
}

async function measure(
  folder: string,
  name: string,
  count: number,
  hasRedis: boolean,
): Promise<Figure[]> {
  const ours: number[] = [];
  const redis: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const copy = join(folder, `turn${turn}`);
    cpSync(join(folder, name), copy, { recursive: true });
    if (hasRedis) redis.push(await redisSeconds(copy));
    ours.push(await ourSeconds(copy));
    rmSync(copy, { recursive: true });
  }
  const speed = (seconds: readonly number[]) =>
    Math.round(spread(seconds.map((one) => count / one)).median).toLocaleString("en");
  console.log(line(name === "log" ? "a log" : "a base", "per second", "ratio"));
  if (!hasRedis) {
    console.log(line("ours", speed(ours)));
    return [];
  }
  const ratio = spread(ours.map((seconds, i) => redis[i]! / seconds));
  console.log(line("redis-server", speed(redis)));
  console.log(line("ours", speed(ours), `  ${ratioText(ratio)}`));
  console.log();
  return [{ name: `loading a ${name}, ours to redis-server`, ratio: ratio.median }];
}

async function ourSeconds(folder: string): Promise<number> {
  const started = performance.now();
  const { close, loaded } = await openPersistence(realDisk(folder), OPTIONS);
  const seconds = (performance.now() - started) / 1000;
  if (loaded.keys !== KEYS) throw new Error(`${loaded.keys} keys were loaded`);
  await close();
  return seconds;
}

/** What redis-server says in its log, for the file that has something. */
async function redisSeconds(folder: string): Promise<number> {
  const place = ["--dir", folder, "--bind", "127.0.0.1", "--port", String(await freePort())];
  const child = spawn("redis-server", [...place, "--save", "", "--appendonly", "yes"]);
  let said = "";
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("Ready to accept connections")) resolve();
    });
    child.on("close", () => reject(new Error(`redis-server does not load it: ${said}`)));
  });
  child.removeAllListeners("close");
  const gone = new Promise((resolve) => child.on("close", resolve));
  child.kill("SIGKILL");
  await gone;
  const took = [...said.matchAll(/DB loaded from (?:base|incr) file [^:]*: ([0-9.]+) seconds/g)];
  return Math.max(
    0.001,
    took.reduce((sum, [, seconds]) => sum + Number(seconds), 0),
  );
}
