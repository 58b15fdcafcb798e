/**
 * `npm run bench db-04`: what each way to keep a keyspace costs, and what it loses.
 *
 *     npx tsx --conditions=reference labs/db-04-persistence/bench/index.ts
 *     npx tsx --conditions=reference labs/db-04-persistence/bench/index.ts strategies pauses
 *
 *     strategies.ts   lost, written, synced, by strategy: counted on a simulated disk
 *     loading.ts      restarting: a log, and a base, beside redis-server
 *     pauses.ts       how long the others wait while a million keys are written
 *     server.ts       redis-benchmark under everysec, beside redis-server
 *
 * Prints ratios, which mean the same on every machine, and times, which do not; last the ratios alone, as
 * docs/analysis.md quotes them. Takes some minutes.
 *
 * Left out: a verdict. Speed is not graded.
 */
import { type Figure, printInShort } from "@labs/grader/bench";
import { benchLoading } from "./loading.ts";
import { benchPauses } from "./pauses.ts";
import { benchServer } from "./server.ts";
import { benchStrategies } from "./strategies.ts";

const BENCHES: Readonly<Record<string, () => Promise<Figure[]>>> = {
  strategies: benchStrategies,
  loading: benchLoading,
  pauses: benchPauses,
  server: benchServer,
};

const asked = process.argv.slice(2);
const figures: Figure[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (asked.length === 0 || asked.includes(name)) figures.push(...(await bench()));
}
printInShort(figures);
