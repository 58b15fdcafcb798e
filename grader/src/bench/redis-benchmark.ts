/**
 * Serving side by side: redis-benchmark against redis-server and servers of ours, each in a process
 * of its own, in turns.
 *
 *     redis-benchmark -c 50  ──┬──  redis-server      ratio 1
 *                              ├──  ours              requests per second, as a ratio to that
 *                              └──  …
 *
 * What counts is requests per second as a ratio to redis-server in the same turn. redis-benchmark
 * takes a core for itself, so on two cores the server has the other one, whichever it is.
 *
 * Left out: latencies. One request at a time they are the throughput's reciprocal.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort } from "../testing/programs.ts";
import { type Figure, inTurns, line, ratioText, spread } from "./measure.ts";

const TURNS = 5;
const CLIENTS = 50;
const START_TRIES = 100;
const START_POLL_MS = 50;

/** A server, and how it is started on a port. */
export type Program = {
  readonly name: string;
  readonly command: string;
  args(port: number): readonly string[];
};

/** What redis-benchmark sends, and how often: a run should take about a second. */
export type Load = { readonly name: string; readonly args: readonly string[] };

type Peer = { readonly name: string; readonly port: number; readonly process: ChildProcess };

/** The peer that all others are compared with; it keeps nothing on disk. */
const REDIS_SERVER: Program = {
  name: "redis-server",
  command: "redis-server",
  args: (port) => [
    ...["--port", String(port), "--bind", "127.0.0.1"],
    ...["--save", "", "--appendonly", "no"],
  ],
};

/** A program of ours that takes the port as its argument, with the references of all labs. */
export function nodeProgram(name: string, file: URL): Program {
  const node = ["--import", "tsx", "--conditions=reference", fileURLToPath(file)];
  return { name, command: process.execPath, args: (port) => [...node, String(port)] };
}

/**
 * Starts redis-server and `programs`, measures every load in order against all of them, and prints.
 * What a load leaves in a server is there for the next one.
 *
 * Returns for each load and program the ratio to redis-server; none if a tool is missing.
 */
export async function benchServing(
  programs: readonly Program[],
  loads: readonly Load[],
): Promise<Figure[]> {
  if (!(await exists("redis-benchmark")) || !(await exists("redis-server"))) {
    console.log("Serving: not measured, since redis-benchmark or redis-server is not installed");
    return [];
  }
  console.log(
    `Serving, ${CLIENTS} clients, ${TURNS} turns; ratio above 1: faster than redis-server\n`,
  );
  const started = await Promise.allSettled([REDIS_SERVER, ...programs].map(start));
  const peers = started.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  try {
    for (const result of started) if (result.status === "rejected") throw result.reason;
    const figures: Figure[] = [];
    for (const load of loads) figures.push(...(await measure(peers, load)));
    return figures;
  } finally {
    for (const peer of peers) peer.process.kill();
  }
}

/** Whether `command` can be run. */
async function exists(command: string): Promise<boolean> {
  return promisify(execFile)(command, ["--version"]).then(
    () => true,
    () => false,
  );
}

/** Somebody may take the port before the program does; then it says so, and the bench fails. */
async function start({ name, command, args }: Program): Promise<Peer> {
  const port = await freePort();
  const child = spawn(command, [...args(port)], { stdio: ["ignore", "ignore", "inherit"] });
  for (let tries = 0; tries < START_TRIES; tries++) {
    if (await accepts(port)) return { name, port, process: child };
    await new Promise((resolve) => setTimeout(resolve, START_POLL_MS));
  }
  child.kill();
  throw new Error(`${name} does not accept connections`);
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  const connected = await once(socket, "connect").then(
    () => true,
    () => false,
  );
  socket.destroy();
  return connected;
}

/** Measures and prints one load; returns the ratio of each peer but the first, which is redis-server. */
async function measure(peers: readonly Peer[], load: Load): Promise<Figure[]> {
  const turns = await inTurns(peers, TURNS, (peer) => rate(peer, load));
  console.log(line(load.name, "requests/s", "ratio"));
  const ratios = peers.map(({ name }, i) => {
    const ratio = spread(turns.map((row) => row[i]! / row[0]!));
    const speed = spread(turns.map((row) => row[i]!)).median;
    console.log(line(name, speed.toFixed(0), i === 0 ? "" : `  ${ratioText(ratio)}`));
    return ratio.median;
  });
  console.log();
  return peers.slice(1).map(({ name }, i) => ({
    name: `${load.name}, ${name} to redis-server`,
    ratio: ratios[i + 1]!,
  }));
}

/** Requests per second that redis-benchmark reports. */
async function rate(peer: Peer, load: Load): Promise<number> {
  const args = ["-h", "127.0.0.1", "-p", String(peer.port), "-c", String(CLIENTS), "--csv"];
  const { stdout } = await promisify(execFile)("redis-benchmark", [...args, ...load.args]);
  const figure = /^"[^\n]*?","([0-9.]+)"/m.exec(stdout.split("\n").slice(1).join("\n"))?.[1];
  if (figure === undefined) throw new Error(`redis-benchmark said nothing of use: ${stdout}`);
  return Number(figure);
}
