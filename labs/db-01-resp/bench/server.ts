/**
 * The server beside redis-server, and beside a plain Node program, which is the ceiling.
 *
 *     50 clients     PING, ECHO     one request at a time (-P 1), sixteen at a time (-P 16)
 *
 * Left out: commands that keep something. See the benches of later labs.
 */
import { benchServing, type Figure, type Load, nodeProgram } from "@labs/grader/bench";

const LOADS: readonly Load[] = [
  { name: "PING -P 1", args: ["-P", "1", "-n", "60000", "-t", "ping_mbulk"] },
  { name: "PING -P 16", args: ["-P", "16", "-n", "400000", "-t", "ping_mbulk"] },
  { name: "ECHO -P 1", args: ["-P", "1", "-n", "60000", "ECHO", "a short message"] },
  { name: "ECHO -P 16", args: ["-P", "16", "-n", "400000", "ECHO", "a short message"] },
];

/** Measures and prints; returns for each load the ratios to redis-server. */
export function benchServer(): Promise<Figure[]> {
  const ours = nodeProgram("startServer", new URL("../serve.ts", import.meta.url));
  const plain = nodeProgram("plain Node, no protocol", new URL("plain-server.ts", import.meta.url));
  return benchServing([ours, plain], LOADS);
}
