/**
 * A store beside LevelDB's: the same work on the real disk, in turns.
 *
 *     ours       LsmStore, on the disk, counted
 *     LevelDB    classic-level, which hands its work to four threads
 *
 * Keys have 16 bytes and values 100; both keep 8 MiB of blocks, have 10 bits a key in filters, a memtable of 4 MiB, and
 * compress. Ours has no compactor: that is the next lab's. To read, the store is filled and closed first, and each opens a
 * directory of its own.
 *
 *     npx tsx --conditions=reference labs/db-08-lsm/bench/stores.ts
 *
 * Left out: reads of a device. All of it is in the kernel's cache.
 */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { LsmStore, WriteBatch } from "@labs/db-08";
import { type Figure, line, ratioText, spread, takeTurns } from "@labs/grader/bench";
import { seededRandom } from "@labs/machine";
import { ClassicLevel } from "classic-level";
import { countedDisk } from "./counted-disk.ts";

const FILL = 20_000;
const BATCH = 100;
const WRITERS = 1000;
const GETS = 10_000;
const ENTRIES = 100_000;
const LOGGED = 30_000;
const TURNS = 5;
const VALUE = new Uint8Array(100);
for (let i = 0; i < VALUE.length; i++) VALUE[i] = i % 2 === 0 ? 120 : (i * 37) % 256;

const keyOf = (i: number): Uint8Array => Buffer.from(`key ${String(i).padStart(12, "0")}`);

type Level = ClassicLevel<Uint8Array, Uint8Array>;

/** One of the two, in a folder that is empty, or a copy of one that was filled. */
interface Contender {
  readonly name: string;
  put(key: Uint8Array, sync: boolean): Promise<void>;
  batch(keys: readonly Uint8Array[]): Promise<void>;
  get(key: Uint8Array): unknown;
  iterate(): Promise<number>;
  close(): Promise<void>;
  /** Bytes written so far, and syncs; NaN where it cannot be told. */
  counts(): { readonly bytes: number; readonly syncs: number };
}

async function ours(folder: string): Promise<Contender> {
  const { disk, counts } = countedDisk(folder);
  const store = await LsmStore.open(disk, "");
  return {
    name: "ours",
    put: (key, sync) => store.put(key, VALUE, { sync }),
    batch: (keys) => {
      const batch = new WriteBatch();
      for (const key of keys) batch.put(key, VALUE);
      return store.write(batch);
    },
    get: (key) => store.get(key),
    iterate: async () => {
      const at = store.iterator();
      let count = 0;
      for (at.seekToFirst(); at.isValid; at.next()) count += at.value.length > 0 ? 1 : 0;
      at.close();
      return count;
    },
    close: () => store.close(),
    counts: () => counts,
  };
}

async function theirs(folder: string): Promise<Contender> {
  const level: Level = new ClassicLevel(folder, { keyEncoding: "view", valueEncoding: "view" });
  await level.open();
  const before = wroteSoFar();
  return {
    name: "LevelDB",
    put: (key, sync) => level.put(key, VALUE, { sync }),
    batch: (keys) => level.batch(keys.map((key) => ({ type: "put", key, value: VALUE }))),
    get: (key) => level.getSync(key),
    iterate: async () => {
      let count = 0;
      const at = level.iterator();
      for (let some = await at.nextv(1000); some.length > 0; some = await at.nextv(1000)) {
        count += some.length;
      }
      await at.close();
      return count;
    },
    close: () => level.close(),
    counts: () => ({ bytes: wroteSoFar() - before, syncs: Number.NaN }),
  };
}

/** Bytes that this process has handed to write(2): Linux. */
function wroteSoFar(): number {
  try {
    const [, bytes] = /wchar: (\d+)/.exec(readFileSync("/proc/self/io", "utf8")) ?? [];
    return Number(bytes);
  } catch {
    return Number.NaN;
  }
}

const OPENERS = { ours, LevelDB: theirs };

/** Measures every workload, prints a table of ratios and one of counts. */
export async function benchStores(): Promise<readonly Figure[]> {
  const root = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), "db-08-"));
  const figures: Figure[] = [];
  console.log(line("Stores", "ours, a second", "LevelDB", "ratio"));
  try {
    const written = [
      await compareWrites(root, "put, each awaited", FILL, fillAwaited),
      await compareWrites(root, `batches of ${BATCH}`, FILL, fillInBatches),
      await compareWrites(root, `synced, ${WRITERS} at once`, 4 * WRITERS, fillSynced),
    ];
    figures.push(...written.map(({ figure }) => figure));
    figures.push(...(await compareReads(root)));
    figures.push(await compareOpening(root));
    console.log(`\n${line("Written for each put", "bytes, ours", "LevelDB", "syncs, ours")}`);
    for (const { name, counts } of written) console.log(line(name, ...counts));
    console.log("");
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  return figures;
}

async function fillAwaited(store: Contender): Promise<void> {
  const random = seededRandom(1);
  for (let i = 0; i < FILL; i++) await store.put(keyOf(random.below(FILL)), false);
}

async function fillInBatches(store: Contender): Promise<void> {
  const random = seededRandom(1);
  for (let i = 0; i < FILL; i += BATCH) {
    await store.batch(Array.from({ length: BATCH }, () => keyOf(random.below(FILL))));
  }
}

async function fillSynced(store: Contender): Promise<void> {
  const random = seededRandom(1);
  for (let round = 0; round < 4; round++) {
    const puts = Array.from({ length: WRITERS }, () => store.put(keyOf(random.below(FILL)), true));
    await Promise.all(puts);
  }
}

/** Fills new stores, and counts what they wrote. */
async function compareWrites(
  root: string,
  name: string,
  count: number,
  fill: (store: Contender) => Promise<void>,
) {
  const cells: Record<string, { readonly bytes: number; readonly syncs: number }> = {};
  const times = await inTurns(async (who) => {
    const folder = mkdtempSync(join(root, "w-"));
    const store = await OPENERS[who](folder);
    const started = { ...store.counts() };
    const run = await timed(() => fill(store));
    const { bytes, syncs } = store.counts();
    cells[who] = { bytes: (bytes - started.bytes) / count, syncs: (syncs - started.syncs) / count };
    await store.close();
    rmSync(folder, { recursive: true });
    return run;
  });
  const [mine, other] = [cells.ours!, cells.LevelDB!];
  const counts = [mine.bytes.toFixed(0), other.bytes.toFixed(0), mine.syncs.toFixed(4)];
  return { name, counts, figure: said(name, count, times) };
}

async function compareReads(root: string): Promise<Figure[]> {
  const stores: Record<string, Contender> = {};
  for (const who of ["ours", "LevelDB"] as const) {
    const folder = join(root, who);
    mkdirSync(folder);
    const store = await OPENERS[who](folder);
    // In their order, so that neither has to compact: the tables of both lie one behind the other.
    for (let i = 0; i < ENTRIES; i += BATCH) {
      await store.batch(Array.from({ length: BATCH }, (_, at) => keyOf(2 * (i + at))));
    }
    await store.close();
    stores[who] = await OPENERS[who](folder);
  }
  const random = seededRandom(2);
  const drawn = (odd: number) =>
    Array.from({ length: GETS }, () => keyOf(2 * random.below(ENTRIES) + odd));
  const [there, missing] = [drawn(0), drawn(1)];
  const figures: Figure[] = [];
  for (const [name, count, work] of [
    ["get, drawn", GETS, (store: Contender) => there.forEach((key) => void store.get(key))],
    ["get, not there", GETS, (store: Contender) => missing.forEach((key) => void store.get(key))],
    ["iterate over all", ENTRIES, (store: Contender) => store.iterate()],
  ] as const) {
    const times = await inTurns((who) => timed(() => work(stores[who]!)));
    figures.push(said(name, count, times));
  }
  for (const store of Object.values(stores)) await store.close();
  return figures;
}

/** Opens copies of a directory whose log is full, as a process leaves it that is killed. */
async function compareOpening(root: string): Promise<Figure> {
  const filled = mkdtempSync(join(root, "log-"));
  const left = join(root, "left");
  const store = await theirs(filled);
  const random = seededRandom(3);
  for (let i = 0; i < LOGGED; i += BATCH) {
    await store.batch(Array.from({ length: BATCH }, () => keyOf(random.below(FILL))));
  }
  cpSync(filled, left, { recursive: true });
  await store.close();
  const log = readdirSync(left).find((name) => name.endsWith(".log"))!;
  const megabytes = statSync(join(left, log)).size / 1e6;
  const times = await inTurns(async (who) => {
    const folder = join(root, "opened");
    cpSync(left, folder, { recursive: true });
    let opened: Contender | undefined;
    const run = await timed(async () => {
      opened = await OPENERS[who](folder);
    });
    await opened?.close();
    rmSync(folder, { recursive: true });
    return run;
  });
  return said(`open, ${megabytes.toFixed(1)} MB in the log`, LOGGED, times);
}

/** Milliseconds of both, turn by turn; only what `measure` times counts. */
async function inTurns(measure: (who: "ours" | "LevelDB") => Promise<number>) {
  const taken: number[][] = [];
  const row = (who: "ours" | "LevelDB", at: number) => async () => {
    const time = await measure(who);
    taken[at] = [...(taken[at] ?? []), time];
  };
  await takeTurns(
    [
      { name: "ours", run: row("ours", 0) },
      { name: "LevelDB", run: row("LevelDB", 1) },
    ],
    TURNS,
  );
  // The first turn warms up the compilers.
  return taken[0]!.slice(1).map((time, turn) => [time, taken[1]![turn + 1]!] as const);
}

async function timed(work: () => unknown): Promise<number> {
  const started = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - started) / 1e6;
}

function said(
  name: string,
  count: number,
  times: readonly (readonly [ours: number, theirs: number])[],
): Figure {
  const ratios = spread(times.map(([mine, other]) => other / mine));
  const speed = (at: 0 | 1) => spread(times.map((row) => (1000 * count) / row[at])).median;
  console.log(line(name, speed(0).toFixed(0), speed(1).toFixed(0), ratioText(ratios)));
  return { name: `${name}, to LevelDB`, ratio: ratios.median };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await benchStores();
