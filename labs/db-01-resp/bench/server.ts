/**
 * Serving side by side: redis-benchmark against redis-server, our server and a plain Node program,
 * each in a process of its own, in turns.
 *
 *     50 clients     PING, ECHO     one request at a time (-P 1), sixteen at a time (-P 16)
 *
 * What counts is requests per second as a ratio to redis-server in the same turn. redis-benchmark
 * takes a core for itself, so on two cores the server has the other one, whichever it is.
 *
 * Left out: latencies. At -P 1 they are the throughput's reciprocal.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Figure, line, ratioText, spread } from "./measure.ts";

const TURNS = 5;
const CLIENTS = 50;

/** What redis-benchmark sends, and how often, so that a run takes about a second. */
type Load = { readonly name: string; readonly args: readonly string[] };

const LOADS: readonly Load[] = [
  { name: "PING -P 1", args: ["-P", "1", "-n", "60000", "-t", "ping_mbulk"] },
  { name: "PING -P 16", args: ["-P", "16", "-n", "400000", "-t", "ping_mbulk"] },
  { name: "ECHO -P 1", args: ["-P", "1", "-n", "60000", "ECHO", "a short message"] },
  { name: "ECHO -P 16", args: ["-P", "16", "-n", "400000", "ECHO", "a short message"] },
];

type Peer = { readonly name: string; readonly port: number; readonly process: ChildProcess };

/** Whether `command` can be run. */
async function exists(command: string): Promise<boolean> {
  return promisify(execFile)(command, ["--version"]).then(
    () => true,
    () => false,
  );
}

/**
 * A port that nobody listens on. Somebody may take it before we do; then the peer says so and the
 * bench fails.
 */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no address");
  return address.port;
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

async function start(
  name: string,
  command: string,
  args: (port: number) => string[],
): Promise<Peer> {
  const port = await freePort();
  const child = spawn(command, args(port), { stdio: ["ignore", "ignore", "inherit"] });
  const peer = { name, port, process: child };
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await accepts(port)) return peer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill();
  throw new Error(`${name} does not accept connections`);
}

function startAll(): Promise<Peer>[] {
  const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  const node = ["--import", "tsx", "--conditions=reference"];
  return [
    start("redis-server", "redis-server", (port) => [
      ...["--port", String(port), "--bind", "127.0.0.1"],
      ...["--save", "", "--appendonly", "no"],
    ]),
    start("startServer", process.execPath, (port) => [...node, path("../serve.ts"), String(port)]),
    start("plain Node, no protocol", process.execPath, (port) => [
      ...node,
      path("plain-server.ts"),
      String(port),
    ]),
  ];
}

/** Requests per second that redis-benchmark reports. */
async function rate(peer: Peer, load: Load): Promise<number> {
  const args = ["-h", "127.0.0.1", "-p", String(peer.port), "-c", String(CLIENTS), "--csv"];
  const { stdout } = await promisify(execFile)("redis-benchmark", [...args, ...load.args]);
  const figure = /^"[^\n]*?","([0-9.]+)"/m.exec(stdout.split("\n").slice(1).join("\n"))?.[1];
  if (figure === undefined) throw new Error(`redis-benchmark said nothing of use: ${stdout}`);
  return Number(figure);
}

/**
 * Measures and prints; returns our ratio to redis-server for each load, none if a tool is missing.
 */
export async function benchServer(): Promise<Figure[]> {
  if (!(await exists("redis-benchmark")) || !(await exists("redis-server"))) {
    console.log("Serving: not measured, since redis-benchmark or redis-server is not installed");
    return [];
  }
  console.log(
    `Serving, ${CLIENTS} clients, ${TURNS} turns; ratio above 1: faster than redis-server\n`,
  );
  const started = await Promise.allSettled(startAll());
  const peers = started.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  try {
    for (const result of started) if (result.status === "rejected") throw result.reason;
    const figures: Figure[] = [];
    for (const load of LOADS) figures.push(...(await measure(peers, load)));
    return figures;
  } finally {
    for (const peer of peers) peer.process.kill();
  }
}

async function measure(peers: readonly Peer[], load: Load): Promise<Figure[]> {
  const turns: number[][] = [];
  for (let turn = -1; turn < TURNS; turn++) {
    const rates: number[] = [];
    for (let i = 0; i < peers.length; i++) {
      const at = (i + turn + 1) % peers.length;
      rates[at] = await rate(peers[at]!, load);
    }
    // The first turn warms up the compilers.
    if (turn >= 0) turns.push(rates);
  }
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
