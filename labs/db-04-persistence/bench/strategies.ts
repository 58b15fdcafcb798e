/**
 * The table that the lab is for: what each strategy loses, and what it costs.
 *
 *     10 clients, 1,000 SETs a second on 2,000 keys, for 20 simulated seconds; then one crash of either kind at each of
 *     100 moments, a new start, and a count of what is missing that had been acknowledged
 *
 *     kill -9      the process is gone, the page cache is not
 *     power        what was not synced is gone
 *
 * Time and disk are simulated, so the counts are the same on every machine; the time of a restart is this machine's, as a
 * ratio to the first row's: below 1, faster.
 *
 * Left out: the kernel, which writes back after 5 to 30 s by itself: the losses of `no` and of save points are bounded by that.
 */
import { createSession, execute } from "@labs/db-01";
import { openPersistence, type PersistenceOptions } from "@labs/db-04";
import { type Figure, spread, takeTurns } from "@labs/grader/bench";
import { seededRandom } from "@labs/machine";
import { SimClock, SimDisk } from "@labs/machine/sim";

const SECONDS = 20;
const PER_SECOND = 1_000;
const CLIENTS = 10;
const KEYS = 2_000;
const MOMENTS = 100;
const TURNS = 5;
const START_MS = 1_700_000_000_000;
/** A tick is what the ten clients send at once. */
const TICK_MS = (1000 * CLIENTS) / PER_SECOND;

type Strategy = { readonly name: string; readonly options: PersistenceOptions };

const KEEP = { save: "", autoAofRewritePercentage: 0 };
const HYBRID = { save: "", autoAofRewritePercentage: 100, autoAofRewriteMinSize: 200_000 };
const STRATEGIES: readonly Strategy[] = [
  { name: "log, no", options: { ...KEEP, appendfsync: "no" } },
  { name: "log, everysec", options: { ...KEEP, appendfsync: "everysec" } },
  { name: "log, always", options: { ...KEEP, appendfsync: "always" } },
  { name: "RDB, save 5 1", options: { appendonly: false, save: "5 1" } },
  { name: "hybrid, everysec", options: { ...HYBRID, appendfsync: "everysec" } },
  { name: "hybrid, always", options: { ...HYBRID, appendfsync: "always" } },
];

type Row = {
  readonly name: string;
  readonly killed: Losses;
  readonly power: Losses;
  readonly bytesPerCommand: number;
  readonly syncsPerThousand: number;
  /** Starts again from what it has left. */
  readonly restart: () => Promise<void>;
};

/** Acknowledged commands that are missing. */
type Losses = { readonly mean: number; readonly most: number };

/** Prints the table; returns the times of restarts, as ratios to the log's. */
export async function benchStrategies(): Promise<Figure[]> {
  console.log(`Strategies, ${(SECONDS * PER_SECOND).toLocaleString("en")} SETs on ${KEYS} keys\n`);
  const columns = ["kill -9", "power", "(most)", "bytes/cmd", "syncs/1,000", "restart"];
  console.log(row("lost, of acknowledged", ...columns));
  const rows: Row[] = [];
  for (const strategy of STRATEGIES) rows.push(await measured(strategy));
  const turns = await takeTurns(
    rows.map(({ name, restart }) => ({ name, run: restart })),
    TURNS,
  );
  const ratios = rows.map((_, i) => spread(turns.map((times) => times[i]! / times[0]!)).median);
  for (const [i, { name, killed, power, bytesPerCommand, syncsPerThousand }] of rows.entries()) {
    const lost = [killed.mean.toFixed(0), power.mean.toFixed(0), power.most.toFixed(0)];
    const cost = [bytesPerCommand.toFixed(0), syncsPerThousand.toFixed(1)];
    console.log(row(name, ...lost, ...cost, ratios[i]!.toFixed(2)));
  }
  console.log();
  return rows.slice(1).map(({ name }, i) => ({
    name: `restart, ${rows[0]!.name} to ${name}`,
    ratio: 1 / ratios[i + 1]!,
  }));
}

function row(name: string, ...cells: string[]): string {
  return `  ${name.padEnd(22)}${cells.map((cell) => cell.padStart(13)).join("")}`;
}

async function measured({ name, options }: Strategy): Promise<Row> {
  const disk = new SimDisk();
  const clock = new SimClock(START_MS);
  const server = await openPersistence(disk, { ...options, clock, random: seededRandom(1) });
  const session = createSession(1);
  const ticks = (SECONDS * 1000) / TICK_MS;
  const killed: number[] = [];
  const power: number[] = [];
  let count = 0;
  for (let tick = 0; tick < ticks; tick++) {
    clock.advance(TICK_MS);
    for (let i = 0; i < CLIENTS; i++) {
      count += 1;
      void execute(server.commands, session, set(count));
    }
    await server.beforeSend();
    await settled();
    if (tick % (ticks / MOMENTS) !== 0) continue;
    killed.push(count - (await found(disk.crash({ mode: "kept" }), options)));
    power.push(count - (await found(disk.crash({ mode: "lost" }), options)));
  }
  const { bytesWritten, syncs, directorySyncs } = disk.counts;
  const left = disk.crash({ mode: "kept" });
  await server.close();
  return {
    name,
    killed: losses(killed),
    power: losses(power),
    bytesPerCommand: bytesWritten / count,
    syncsPerThousand: ((syncs + directorySyncs) / count) * 1000,
    async restart() {
      const again = await openPersistence(left.crash({ mode: "kept" }), options);
      await again.close();
    },
  };
}

/** The value tells which command it was. */
function set(count: number): Uint8Array[] {
  const key = `key:${String(count % KEYS).padStart(8, "0")}`;
  return [Buffer.from("SET"), Buffer.from(key), Buffer.from(String(count).padStart(100, "0"))];
}

/** The last command that a server finds: they were executed in order. */
async function found(disk: SimDisk, options: PersistenceOptions): Promise<number> {
  const server = await openPersistence(disk, { ...options, clock: new SimClock(START_MS) });
  let last = 0;
  for (const { value } of server.keyspace.entries()) {
    if (value.kind === "string") last = Math.max(last, Number(Buffer.from(value.bytes).toString()));
  }
  await server.close();
  return last;
}

function losses(lost: readonly number[]): Losses {
  return { mean: lost.reduce((a, b) => a + b, 0) / lost.length, most: Math.max(...lost) };
}

/** What runs in the background has its turns. */
async function settled(): Promise<void> {
  for (let i = 0; i < 4; i++) await new Promise((resolve) => setImmediate(resolve));
}
