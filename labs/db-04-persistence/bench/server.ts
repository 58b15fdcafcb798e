/**
 * Serving under everysec, beside a redis-server that does the same.
 *
 *     SET, GET     one key, then 100,000 keys drawn at random; 50 clients; -P 1 and -P 16
 *
 * The harness compares all with a redis-server that keeps nothing; here the ratio of the two that append is what counts,
 * and how much of its speed each keeps.
 *
 * Left out: always, where the device is measured and not the servers.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { benchServing, type Figure, type Program, SET_AND_GET } from "@labs/grader/bench";

/** Measures and prints; returns for each load our ratio to the redis-server that appends. */
export async function benchServer(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "db-04-bench-"));
  try {
    return ratios(
      await benchServing([redis(join(folder, "redis")), ours(join(folder, "ours"))], SET_AND_GET),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const REDIS = "redis-server, everysec";
const OURS = "ours, everysec";

function redis(folder: string): Program {
  const shell =
    'mkdir -p "$2" && exec redis-server --port "$1" --dir "$2" --bind 127.0.0.1 --save "" --appendonly yes';
  return { name: REDIS, command: "sh", args: (port) => ["-c", shell, "sh", String(port), folder] };
}

function ours(folder: string): Program {
  const serve = fileURLToPath(new URL("../serve.ts", import.meta.url));
  const node = ["--import", "tsx", "--conditions=reference", serve];
  return { name: OURS, command: process.execPath, args: (port) => [...node, String(port), folder] };
}

/** Of the ratios to a server that keeps nothing, those of the one that appends to the other. */
function ratios(figures: readonly Figure[]): Figure[] {
  return SET_AND_GET.flatMap(({ name }) => {
    return ["", ", processor time"].flatMap((what) => {
      const ratioOf = (who: string) =>
        figures.find((one) => one.name === `${name}, ${who} to redis-server${what}`)?.ratio;
      const [theirs, own] = [ratioOf(REDIS), ratioOf(OURS)];
      if (theirs === undefined || own === undefined) return [];
      return [{ name: `${name}, ${OURS}, to ${REDIS}${what}`, ratio: own / theirs }];
    });
  });
}
