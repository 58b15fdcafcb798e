/**
 * The usual loads, by ours and its peers: 16-byte keys, values of 100 bytes, ENTRIES of them (1,000,000 unless said).
 *
 *     fillseq, fillrandom, overwrite    single puts, each awaited; and batches of 1,000
 *     fillsync                          a thousand writers at once, each put with sync
 *     readrandom, readmissing           gets, one after the other; getSync of the peers; of a store that is at rest
 *     readrandom from the cache         the same gets for the second time, where both caches have room for all blocks
 *     readseq                           an iterator from the first to the last
 *
 * In each turn the three go through all loads, in another order. Bytes written are what the process handed to the kernel
 * (/proc/self/io), where there is such a file.
 *
 *     ENTRIES=20000 npx tsx --conditions=reference labs/db-09-compaction/bench/speeds.ts
 *
 * Left out: reads of a device, since all fits into the kernel's cache; LevelDB's bytes read, which go by a memory map.
 */
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { type Figure, line, spread } from "@labs/grader/bench";
import { seededRandom } from "@labs/machine";
import { type Opened, type Pair, PEERS, type Peer } from "./peers.ts";

export const ENTRIES = Number(process.env.ENTRIES ?? 1_000_000);
const TURNS = Number(process.env.TURNS ?? 1);
/** So many entries are enough to warm up the compilers, in a turn that does not count. */
const WARMING = Math.min(ENTRIES, 50_000);
const BATCH = 1000;
const WRITERS = 1000;
/** Twice what a million entries take. */
const LARGE_CACHE_BYTES = 256 << 20;

export const keyOf = (number: number): Uint8Array =>
  Uint8Array.from(Buffer.from(String(number).padStart(16, "0")));

/** Half of its bytes can be compressed away, as in LevelDB's own bench. */
export function valueAt(number: number): Uint8Array {
  const value = new Uint8Array(100);
  let state = number + 1;
  for (let at = 0; at < 50; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    value[at] = state >>> 24;
  }
  return value;
}

/** Numbers below `count`, each once, in an order that is drawn. */
export function shuffled(count: number): number[] {
  const random = seededRandom(7);
  const numbers = Array.from({ length: count }, (_, at) => at);
  for (let left = count; left > 1; left--) {
    const at = random.below(left);
    [numbers[at], numbers[left - 1]] = [numbers[left - 1]!, numbers[at]!];
  }
  return numbers;
}

/** What a load took. */
interface Took {
  readonly milliseconds: number;
  readonly operations: number;
  readonly bytesWritten: number;
}

type Load = (store: Opened) => Promise<number>;

/** Measures all loads of all peers, with Snappy and without; prints tables. */
export async function benchSpeeds(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const isCompressed of [false, true]) {
    const turns: Map<string, Took>[][] = [];
    for (let turn = 0; turn <= TURNS; turn++) {
      const row: Map<string, Took>[] = [];
      for (let i = 0; i < PEERS.length; i++) {
        const at = (i + turn) % PEERS.length;
        row[at] = await allLoads(PEERS[at]!, isCompressed, turn === 0 ? WARMING : ENTRIES);
      }
      if (turn > 0) turns.push(row);
    }
    const snappy = isCompressed ? "with Snappy" : "without Snappy";
    console.log(line(`Operations a second, ${snappy}`, ...PEERS.map(({ name }) => name)));
    for (const load of turns[0]![0]!.keys()) {
      const speeds = PEERS.map(
        (_, at) => spread(turns.map((row) => speedOf(row[at]!.get(load)!))).median,
      );
      const bytes = PEERS.slice(0, 2).map((_, at) => bytesText(turns.at(-1)![at]!.get(load)!));
      console.log(line(load, ...speeds.map((speed) => speed.toFixed(0)), ...bytes));
      for (const at of [1, 2]) {
        const ratio = spread(
          turns.map((row) => speedOf(row[0]!.get(load)!) / speedOf(row[at]!.get(load)!)),
        ).median;
        figures.push({ name: `${load}, ${snappy}, to ${PEERS[at]!.name}`, ratio });
      }
    }
    console.log("  (last columns: bytes written for an operation, by ours and by classic-level)\n");
  }
  return figures;
}

const speedOf = ({ milliseconds, operations }: Took): number => (1000 * operations) / milliseconds;

const bytesText = ({ bytesWritten, operations }: Took): string =>
  `${(bytesWritten / operations).toFixed(0)} B`;

async function allLoads(
  peer: Peer,
  isCompressed: boolean,
  entries: number,
): Promise<Map<string, Took>> {
  const took = new Map<string, Took>();
  const inOrder = Array.from({ length: entries }, (_, at) => at);
  const atRandom = shuffled(entries);
  const measure = async (name: string, store: Opened, load: Load): Promise<void> => {
    await atRest();
    const before = writtenSoFar();
    const started = process.hrtime.bigint();
    const operations = await load(store);
    const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
    took.set(name, { milliseconds, operations, bytesWritten: writtenSoFar() - before });
  };
  const fresh = async (loads: readonly (readonly [string, Load])[]): Promise<void> => {
    const store = await peer.open({ isCompressed });
    for (const [name, load] of loads) await measure(name, store, load);
    await store.close();
  };
  const cached = async (): Promise<void> => {
    const store = await peer.open({ isCompressed, cacheBytes: LARGE_CACHE_BYTES });
    await batches(atRandom)(store);
    await atRest();
    await gets(atRandom, keyOf)(store);
    await measure("readrandom from the cache", store, gets(atRandom, keyOf));
    await store.close();
  };
  await fresh([["fillseq", puts(inOrder)]]);
  await fresh([["fillseq, by 1,000", batches(inOrder)]]);
  await fresh([["fillrandom, by 1,000", batches(atRandom)]]);
  await fresh([["fillsync, 1,000 writers", syncedPuts(entries)]]);
  await fresh([
    ["fillrandom", puts(atRandom)],
    ["readrandom", gets(atRandom, keyOf)],
    ["readmissing", gets(atRandom, (number) => Buffer.concat([keyOf(number), Buffer.from("x")]))],
    ["readseq", (store) => store.scan()],
    ["overwrite", puts(atRandom)],
  ]);
  await cached();
  return took;
}

const puts =
  (numbers: readonly number[]): Load =>
  async (store) => {
    for (const number of numbers) await store.put(keyOf(number), valueAt(number));
    return numbers.length;
  };

const batches =
  (numbers: readonly number[]): Load =>
  async (store) => {
    for (let from = 0; from < numbers.length; from += BATCH) {
      const pairs = numbers
        .slice(from, from + BATCH)
        .map((number): Pair => [keyOf(number), valueAt(number)]);
      await store.batch(pairs);
    }
    return numbers.length;
  };

/** Each writer puts one key after the other; all together a tenth of `entries`. */
const syncedPuts =
  (entries: number): Load =>
  async (store) => {
    const each = Math.max(1, Math.floor(entries / WRITERS / 10));
    const writer = async (from: number) => {
      for (let i = 0; i < each; i++) await store.put(keyOf(from + i), valueAt(from + i), true);
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, at) => writer(at * each)));
    return WRITERS * each;
  };

const gets =
  (numbers: readonly number[], keyFor: (number: number) => Uint8Array): Load =>
  async (store) => {
    for (const number of numbers) store.get(keyFor(number));
    return numbers.length;
  };

/**
 * Resolves when this process, with all its threads, has done next to nothing for a second: LevelDB merges in a thread of
 * its own, and whoever reads meanwhile measures that as well.
 */
async function atRest(): Promise<void> {
  for (let windows = 0; windows < 5; ) {
    const before = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { user, system } = process.cpuUsage(before);
    windows = user + system < 10_000 ? windows + 1 : 0;
  }
}

/** What this process has handed to the kernel to write; 0 where nobody knows. */
function writtenSoFar(): number {
  if (!existsSync("/proc/self/io")) return 0;
  return Number(/^wchar: (\d+)/m.exec(readFileSync("/proc/self/io", "latin1"))?.[1] ?? 0);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await benchSpeeds();
