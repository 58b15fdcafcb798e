/**
 * The keyspace behind its server, beside redis-server.
 *
 *     SET, GET              one key, then 100,000 keys drawn at random; -P 1 and -P 16
 *     INCR, LPUSH, ZADD     the types with most of their own to do; -P 16
 *
 * The order counts: GET finds what SET has left. Values have three bytes, as redis-benchmark sends
 * them, so what is measured is the cost of a request and not of its bytes.
 *
 * Left out: keys that die or are evicted. See expiry.ts.
 */
import { benchServing, type Figure, type Load, nodeProgram } from "@labs/grader/bench";

const ALONE = ["-P", "1", "-n", "60000"];
const PIPELINED = ["-P", "16", "-n", "400000"];
const RANDOM_KEYS = ["-r", "100000"];

const LOADS: readonly Load[] = [
  { name: "SET -P 1", args: [...ALONE, "-t", "set"] },
  { name: "GET -P 1", args: [...ALONE, "-t", "get"] },
  { name: "SET -P 16", args: [...PIPELINED, "-t", "set"] },
  { name: "GET -P 16", args: [...PIPELINED, "-t", "get"] },
  { name: "SET -P 1, random keys", args: [...ALONE, ...RANDOM_KEYS, "-t", "set"] },
  { name: "SET -P 16, random keys", args: [...PIPELINED, ...RANDOM_KEYS, "-t", "set"] },
  { name: "GET -P 1, random keys", args: [...ALONE, ...RANDOM_KEYS, "-t", "get"] },
  { name: "GET -P 16, random keys", args: [...PIPELINED, ...RANDOM_KEYS, "-t", "get"] },
  { name: "INCR -P 16", args: [...PIPELINED, "-t", "incr"] },
  { name: "LPUSH -P 16", args: [...PIPELINED, "-t", "lpush"] },
  { name: "ZADD -P 16, random members", args: [...PIPELINED, ...RANDOM_KEYS, "-t", "zadd"] },
];

/** Measures and prints; returns for each load our ratio to redis-server. */
export function benchServer(): Promise<Figure[]> {
  const ours = nodeProgram("keyspace", new URL("../serve.ts", import.meta.url));
  return benchServing([ours], LOADS);
}
