/**
 * Durable appends: a sync for each, shared syncs, and LevelDB, at one writer and at many.
 *
 *     each      DurableFile, every writer syncs after its append
 *     shared    Log under `always`: the same through GroupCommit
 *     LevelDB   classic-level, put with sync: true; keys of 8 bytes
 *
 * Records have 100 bytes. A writer waits for its append before the next. LevelDB shares syncs as
 * well, in its queue of writers; but what classic-level asks of it runs on libuv's pool, so that at
 * most four writers (UV_THREADPOOL_SIZE) stand in the queue. It also puts the key into a table in
 * memory, which we do not.
 *
 *     npx tsx --conditions=reference labs/db-03-wal/bench/commits.ts
 *
 * Left out: LevelDB's count of syncs, which it does not tell.
 */
import { pathToFileURL } from "node:url";
import { DurableFile, encodeRecord, Log } from "@labs/db-03";
import { type Figure, line, spread, takeTurns } from "@labs/grader/bench";
import { ClassicLevel } from "classic-level";
import { countingDisk, inFolder } from "./folder.ts";

const WRITERS = [1, 8, 64, 256];
const TURNS = 9;
const RECORD = new Uint8Array(100).fill(7);

/** One way to append durably, and how many syncs it has taken so far. */
interface Way {
  readonly append: (i: number) => Promise<unknown>;
  readonly syncs: () => number;
  readonly close: () => Promise<void>;
}

/** Measures every number of writers, prints a table for each. */
export async function benchCommits(): Promise<readonly Figure[]> {
  console.log("Durable appends of 100 bytes\n");
  const figures: Figure[] = [];
  for (const writers of WRITERS) figures.push(...(await inFolder((at) => measured(at, writers))));
  return figures;
}

async function measured(folder: string, writers: number): Promise<readonly Figure[]> {
  const appends = Math.max(256, 4 * writers);
  const ways: readonly Way[] = [each(folder), await shared(folder), await levelDb(folder)];
  const names = ["a sync each", "shared syncs", "LevelDB, sync: true"];
  const counts = ways.map(() => 0);
  const contenders = ways.map((way, i) => ({
    name: names[i]!,
    run: async () => {
      const before = way.syncs();
      await appendedBy(writers, appends, way);
      counts[i] = (way.syncs() - before) / appends;
    },
  }));
  const rows = await takeTurns(contenders, TURNS);
  for (const way of ways) await way.close();
  console.log(line(`${writers} writers`, "appends/s", "syncs/append", "shared is"));
  const ratios = ways.map((_, i) => spread(rows.map((row) => row[i]! / row[1]!)).median);
  for (const [i, name] of names.entries()) {
    const perSecond = spread(rows.map((row) => (1000 * appends) / row[i]!)).median;
    const syncs = i === 2 ? "not told" : counts[i]!.toFixed(3);
    console.log(line(name, perSecond.toFixed(0), syncs, i === 1 ? "" : ratios[i]!.toFixed(2)));
  }
  console.log("");
  const peers = [`a sync each, ${writers} writers`, "", `LevelDB, ${writers} writers`];
  return [0, 2].map((i) => ({ name: `shared syncs to ${peers[i]!}`, ratio: ratios[i]! }));
}

/** `count` appends by so many writers. */
async function appendedBy(writers: number, count: number, { append }: Way): Promise<void> {
  let next = 0;
  const write = async () => {
    while (next < count) await append(next++);
  };
  await Promise.all(Array.from({ length: writers }, write));
}

function each(folder: string): Way {
  const { disk, syncs } = countingDisk(folder);
  const file = new DurableFile(disk.open("each.log", "new"));
  return {
    append: (_) => {
      file.append(encodeRecord(RECORD, file.size));
      return file.sync();
    },
    syncs,
    close: async () => file.close(),
  };
}

async function shared(folder: string): Promise<Way> {
  const { disk, syncs } = countingDisk(folder);
  const log = await Log.open(disk, "wal");
  return { append: () => log.append(RECORD), syncs, close: () => log.close() };
}

async function levelDb(folder: string): Promise<Way> {
  const database = new ClassicLevel<string, Uint8Array>(`${folder}/leveldb`, {
    valueEncoding: "view",
  });
  await database.open();
  return {
    append: (i) => database.put(String(i).padStart(8, "0"), RECORD, { sync: true }),
    syncs: () => 0,
    close: () => database.close(),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await benchCommits();
