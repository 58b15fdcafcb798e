/**
 * Serving side by side: redis-benchmark against redis-server and servers of ours, each in a process
 * of its own, in turns.
 *
 *     redis-benchmark -c 50  ──┬──  redis-server      ratio 1
 *                              ├──  ours              requests per second, as a ratio to that
 *                              └──  …                 processor time per request, the same
 *
 * What counts is requests per second as a ratio to redis-server in the same turn. redis-benchmark
 * takes a core for itself, so on two cores the server has the other one, whichever it is; and it is
 * slower than a fast server, whose ratio would be smaller with a faster client. The processor time
 * that a request takes knows neither, nor what else the machine does. (It is read from /proc: Linux.)
 *
 * Left out: latencies. One request at a time they are the throughput's reciprocal.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort } from "../free-port.ts";
import { type Figure, inTurns, line, ratioText, type Spread, spread } from "./measure.ts";

const TURNS = 5;
const CLIENTS = 50;
const START_TRIES = 100;
const START_POLL_MS = 50;
/** redis-benchmark 7.0 has been seen to go on for ever behind its last request. */
const RUN_MS = 30_000;
const RUN_TRIES = 3;

/** A server, and how it is started on a port. */
export type Program = {
  readonly name: string;
  readonly command: string;
  args(port: number): readonly string[];
};

/** What redis-benchmark sends, and how often: a run should take about a second. */
export type Load = { readonly name: string; readonly args: readonly string[] };

const ALONE = ["-P", "1", "-n", "60000"];
const PIPELINED = ["-P", "16", "-n", "400000"];
const RANDOM_KEYS = ["-r", "100000"];

/**
 * One key, then 100,000 keys drawn at random; one request at a time, and sixteen. The order counts: GET finds what SET
 * has left.
 */
export const SET_AND_GET: readonly Load[] = [
  { name: "SET -P 1", args: [...ALONE, "-t", "set"] },
  { name: "GET -P 1", args: [...ALONE, "-t", "get"] },
  { name: "SET -P 16", args: [...PIPELINED, "-t", "set"] },
  { name: "GET -P 16", args: [...PIPELINED, "-t", "get"] },
  { name: "SET -P 1, random keys", args: [...ALONE, ...RANDOM_KEYS, "-t", "set"] },
  { name: "SET -P 16, random keys", args: [...PIPELINED, ...RANDOM_KEYS, "-t", "set"] },
  { name: "GET -P 1, random keys", args: [...ALONE, ...RANDOM_KEYS, "-t", "get"] },
  { name: "GET -P 16, random keys", args: [...PIPELINED, ...RANDOM_KEYS, "-t", "get"] },
];

type Peer = { readonly name: string; readonly port: number; readonly process: ChildProcess };

/** Requests per second, and the processor time that the server took for one, in microseconds; NaN where unknown. */
type Run = { readonly rate: number; readonly microseconds: number };

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
 * Returns for each load and program two ratios to redis-server, above 1 where it is better: of requests per second, and
 * of processor time. None if a tool is missing.
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

/** Measures and prints one load; returns the ratios of each peer but the first, which is redis-server. */
async function measure(peers: readonly Peer[], load: Load): Promise<Figure[]> {
  const turns = await inTurns(peers, TURNS, (peer) => run(peer, load));
  console.log(line(load.name, "requests/s", "  ratio".padEnd(21), "µs/request", "  ratio"));
  const figures = peers.map(({ name }, i): Figure[] => {
    const row = turns.map((each) => ({ ours: each[i]!, theirs: each[0]! }));
    const rate = spread(row.map(({ ours }) => ours.rate)).median.toFixed(0);
    const microseconds = spread(row.map(({ ours }) => ours.microseconds)).median.toFixed(1);
    const rates = spread(row.map(({ ours, theirs }) => ours.rate / theirs.rate));
    const times = spread(row.map(({ ours, theirs }) => theirs.microseconds / ours.microseconds));
    const text = (ratio: Spread) => (i === 0 ? "" : `  ${ratioText(ratio)}`).padEnd(21);
    console.log(line(name, rate, text(rates), microseconds, text(times)));
    const what = `${load.name}, ${name} to redis-server`;
    return [
      { name: what, ratio: rates.median },
      { name: `${what}, processor time`, ratio: times.median },
    ];
  });
  console.log();
  return figures.slice(1).flat();
}

/** What redis-benchmark says of one run, and the system of the server. */
async function run(peer: Peer, load: Load): Promise<Run> {
  const args = ["-h", "127.0.0.1", "-p", String(peer.port), "-c", String(CLIENTS), "--csv"];
  for (let tries = 1; ; tries++) {
    const before = processorSeconds(peer);
    const benchmark = promisify(execFile)("redis-benchmark", [...args, ...load.args], {
      timeout: RUN_MS,
      killSignal: "SIGKILL",
    });
    const output = await benchmark.then(
      ({ stdout }) => stdout,
      (error: { killed?: boolean }) => {
        if (error.killed !== true || tries === RUN_TRIES) throw error;
        return undefined;
      },
    );
    if (output === undefined) continue;
    const seconds = processorSeconds(peer) - before;
    const figure = /^"[^\n]*?","([0-9.]+)"/m.exec(output.split("\n").slice(1).join("\n"))?.[1];
    if (figure === undefined) throw new Error(`redis-benchmark said nothing of use: ${output}`);
    return { rate: Number(figure), microseconds: (seconds / requestsOf(load)) * 1e6 };
  }
}

function requestsOf({ args }: Load): number {
  return Number(args[args.indexOf("-n") + 1]);
}

/** What the server has used so far, by itself and in the kernel for it; NaN where that is not told. */
function processorSeconds({ process: { pid } }: Peer): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ")[1]!.split(" ");
    const TICKS_PER_SECOND = 100;
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return Number.NaN;
  }
}
