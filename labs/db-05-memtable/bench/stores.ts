/**
 * The store of step 7 beside LevelDB and memory-level: the same entries in batches, gets, and a
 * walk over all.
 *
 * 30,000 entries fit into one memtable of LevelDB's, so that it is its memtable that is measured,
 * with its log, and with the way from JavaScript into C++ and back. Ours has neither. memory-level
 * has no log, and a persistent tree.
 *
 *     npx tsx --conditions=reference labs/db-05-memtable/bench/stores.ts
 *
 * Left out: what several threads would do.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Change, MemoryStore } from "@labs/db-05";
import { type Contender, type Figure, line, spread, takeTurns } from "@labs/grader/bench";
import { seededRandom } from "@labs/machine";
import type { AbstractLevel } from "abstract-level";
import { ClassicLevel } from "classic-level";
import { MemoryLevel } from "memory-level";

const ENTRIES = 30_000;
const BATCH = 1000;
const TURNS = 9;
const ENCODINGS = { keyEncoding: "view", valueEncoding: "view" } as const;

type Put = { readonly type: "put"; readonly key: Uint8Array; readonly value: Uint8Array };
type Database = AbstractLevel<Uint8Array, Uint8Array, Uint8Array>;

const random = seededRandom(1);
const puts: readonly Put[] = Array.from({ length: ENTRIES }, () => ({
  type: "put",
  key: Uint8Array.from(Buffer.from(String(random.below(1e9)).padStart(16, "0"))),
  value: new Uint8Array(100).fill(random.below(256)),
}));
const batches = Array.from({ length: ENTRIES / BATCH }, (_, i) =>
  puts.slice(i * BATCH, (i + 1) * BATCH),
);
const changes: readonly Change[][] = batches.map((batch) =>
  batch.map(({ key, value }) => ({ kind: "put", key, value })),
);

/** Measures filling, gets and walks, prints a table. */
export async function benchStores(): Promise<readonly Figure[]> {
  const peers = [await levelDb(), await memoryLevel()];
  const figures: Figure[] = [];
  console.log(
    line(`${ENTRIES.toLocaleString("en")} entries of 16 + 100`, "ours, k/s", "ratio", "to"),
  );
  for (const { what, ours, theirs } of works()) {
    const contenders: Contender[] = [
      { name: "ours", run: ours },
      ...peers.map((peer) => ({ name: peer.name, run: () => theirs(peer) })),
    ];
    const rows = await takeTurns(contenders, TURNS);
    const speed = spread(rows.map(([mine]) => ENTRIES / mine!)).median.toFixed(0);
    for (const [i, { name }] of peers.entries()) {
      const ratio = spread(rows.map((row) => row[i + 1]! / row[0]!)).median;
      console.log(line(what, speed, ratio.toFixed(2), name));
      figures.push({ name: `${what}, to ${name}`, ratio });
    }
  }
  console.log("");
  for (const peer of peers) await peer.close();
  return figures;
}

/** A peer with all entries, and another one to be written to. */
type Peer = {
  readonly name: string;
  readonly full: Database;
  /** Writes all entries to the other one. */
  readonly fill: () => Promise<void>;
  readonly close: () => Promise<void>;
};

async function levelDb(): Promise<Peer> {
  const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), "bench-")));
  // So large that nothing is written to tables: its memtable is measured.
  const options = { ...ENCODINGS, writeBufferSize: 128 * 1024 * 1024 };
  const [full, other] = folders.map(
    (folder) => new ClassicLevel<Uint8Array, Uint8Array>(folder, options) as unknown as Database,
  ) as [Database, Database];
  await write(full);
  const close = async (): Promise<void> => {
    await full.close();
    await other.close();
    for (const folder of folders) rmSync(folder, { recursive: true });
  };
  return { name: "LevelDB", full, fill: () => write(other), close };
}

async function memoryLevel(): Promise<Peer> {
  const make = (): Database =>
    new MemoryLevel<Uint8Array, Uint8Array>({
      ...ENCODINGS,
      storeEncoding: "view",
    }) as unknown as Database;
  const full = make();
  await write(full);
  return { name: "memory-level", full, fill: () => write(make()), close: () => full.close() };
}

async function write(database: Database): Promise<void> {
  for (const batch of batches) await database.batch([...batch]);
}

type Work = {
  readonly what: string;
  readonly ours: () => void;
  readonly theirs: (peer: Peer) => Promise<void>;
};

function works(): readonly Work[] {
  const full = filled();
  return [
    {
      what: "batches of 1,000",
      ours: () => void filled(),
      theirs: (peer) => peer.fill(),
    },
    {
      what: "gets",
      ours: () => {
        for (const { key } of puts) if (full.get(key) === undefined) throw new Error("not found");
      },
      theirs: async ({ full: peer }) => {
        for (const { key } of puts) {
          if (peer.getSync(key) === undefined) throw new Error("not found");
        }
      },
    },
    {
      what: "a walk, forwards",
      ours: () => {
        let bytes = 0;
        const iterator = full.iterator();
        for (iterator.seekToFirst(); iterator.isValid; iterator.next()) {
          bytes += iterator.key.length + iterator.value.length;
        }
        if (bytes === 0) throw new Error("nothing was walked over");
      },
      theirs: async ({ full: peer }) => {
        let bytes = 0;
        for await (const [key, value] of peer.iterator()) bytes += key.length + value.length;
        if (bytes === 0) throw new Error("nothing was walked over");
      },
    },
    {
      what: "a walk, backwards",
      ours: () => {
        let bytes = 0;
        const iterator = full.iterator();
        for (iterator.seekToLast(); iterator.isValid; iterator.prev()) {
          bytes += iterator.key.length + iterator.value.length;
        }
        if (bytes === 0) throw new Error("nothing was walked over");
      },
      theirs: async ({ full: peer }) => {
        let bytes = 0;
        for await (const [key, value] of peer.iterator({ reverse: true })) {
          bytes += key.length + value.length;
        }
        if (bytes === 0) throw new Error("nothing was walked over");
      },
    },
  ];
}

function filled(): MemoryStore {
  const store = new MemoryStore(seededRandom(2), 64 * 1024 * 1024);
  for (const batch of changes) store.write(batch);
  return store;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await benchStores();
