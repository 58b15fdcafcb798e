/**
 * Three stores with the calls that somebody who writes for Node would make of each.
 *
 *     ours             LsmStore on the real disk, leveled, with LevelDB's limits
 *     classic-level    Google's LevelDB, in C++
 *     memory-level     sorted in memory, in JavaScript: it keeps nothing, and shows what the calls alone cost
 *
 * Left out: several processes; memtables of another size than LevelDB's own.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LruCache } from "@labs/db-07";
import { LsmStore, WriteBatch } from "@labs/db-08";
import { leveled } from "@labs/db-09";
import { realDisk } from "@labs/machine/real-disk";
import { ClassicLevel } from "classic-level";
import { MemoryLevel } from "memory-level";

export type Pair = readonly [key: Uint8Array, value: Uint8Array];

/** An open store. */
export interface Opened {
  put(key: Uint8Array, value: Uint8Array, sync?: boolean): Promise<void>;
  batch(pairs: readonly Pair[]): Promise<void>;
  get(key: Uint8Array): Uint8Array | undefined;
  /** How many entries there are, by going through all of them. */
  scan(): Promise<number>;
  close(): Promise<void>;
}

export interface PeerOptions {
  readonly isCompressed: boolean;
  /** Of blocks, uncompressed; LevelDB's 8 MiB unless said. */
  readonly cacheBytes?: number;
}

export interface Peer {
  readonly name: string;
  open(options: PeerOptions): Promise<Opened>;
}

const CACHE_BYTES = 8 << 20;

const newFolder = (): string => mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), "db-09-"));

const ours: Peer = {
  name: "ours",
  async open({ isCompressed, cacheBytes = CACHE_BYTES }) {
    const folder = newFolder();
    const store = await LsmStore.open(realDisk(folder), "", {
      compactor: leveled(),
      compression: isCompressed ? "snappy" : "none",
      blockCache: new LruCache({ capacity: cacheBytes }),
    });
    return {
      put: (key, value, sync = false) => store.put(key, value, { sync }),
      batch(pairs) {
        const batch = new WriteBatch();
        for (const [key, value] of pairs) batch.put(key, value);
        return store.write(batch);
      },
      get: (key) => store.get(key),
      async scan() {
        let count = 0;
        for (const _ of store.entries()) count += 1;
        return count;
      },
      async close() {
        await store.close();
        rmSync(folder, { recursive: true });
      },
    };
  },
};

const ENCODINGS = { keyEncoding: "view", valueEncoding: "view" } as const;

const classic: Peer = {
  name: "classic-level",
  async open({ isCompressed, cacheBytes = CACHE_BYTES }) {
    const folder = newFolder();
    const level = new ClassicLevel<Uint8Array, Uint8Array>(folder, {
      ...ENCODINGS,
      compression: isCompressed,
      cacheSize: cacheBytes,
    });
    await level.open();
    return {
      put: (key, value, sync = false) => level.put(key, value, { sync }),
      batch: (pairs) =>
        level.batch(pairs.map(([key, value]) => ({ type: "put" as const, key, value }))),
      get: (key) => level.getSync(key),
      async scan() {
        let count = 0;
        for await (const _ of level.iterator()) count += 1;
        return count;
      },
      async close() {
        await level.close();
        rmSync(folder, { recursive: true });
      },
    };
  },
};

const memory: Peer = {
  name: "memory-level",
  async open() {
    const level = new MemoryLevel<Uint8Array, Uint8Array>({ ...ENCODINGS, storeEncoding: "view" });
    await level.open();
    return {
      put: (key, value) => level.put(key, value),
      batch: (pairs) =>
        level.batch(pairs.map(([key, value]) => ({ type: "put" as const, key, value }))),
      get: (key) => level.getSync(key),
      async scan() {
        let count = 0;
        for await (const _ of level.iterator()) count += 1;
        return count;
      },
      close: () => level.close(),
    };
  },
};

/** Ours is the first. */
export const PEERS: readonly Peer[] = [ours, classic, memory];
