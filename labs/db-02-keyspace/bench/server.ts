/**
 * The keyspace behind its server, beside redis-server.
 *
 *     SET, GET              one key, then 100,000 keys drawn at random; -P 1 and -P 16
 *     INCR, LPUSH, ZADD     the types with most of their own to do; -P 16
 *
 * Values have three bytes, as redis-benchmark sends them, so what is measured is the cost of a
 * request and not of its bytes.
 *
 * Left out: keys that die or are evicted. See expiry.ts.
 */
import { benchServing, type Figure, type Load, nodeProgram, SET_AND_GET } from "@labs/grader/bench";

const PIPELINED = ["-P", "16", "-n", "400000"];

const LOADS: readonly Load[] = [
  ...SET_AND_GET,
  { name: "INCR -P 16", args: [...PIPELINED, "-t", "incr"] },
  { name: "LPUSH -P 16", args: [...PIPELINED, "-t", "lpush"] },
  { name: "ZADD -P 16, random members", args: [...PIPELINED, "-r", "100000", "-t", "zadd"] },
];

/** Measures and prints; returns for each load our ratio to redis-server. */
export function benchServer(): Promise<Figure[]> {
  const ours = nodeProgram("keyspace", new URL("../serve.ts", import.meta.url));
  return benchServing([ours], LOADS);
}
