/**
 * A store on a simulated disk whose tables are small, and what can be read of it.
 *
 *     entries of a hundred bytes ──▶ flush ──▶ level 0 ──▶ maintain: the laws' own compactions
 */
import {
  type CompactionHost,
  type Compactor,
  LsmStore,
  parseFileName,
  type StoreOptions,
} from "@labs/db-08";
import { type CompactionLimits, compact, compactionOf, limitsOf } from "@labs/db-09";
import type { Trial } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import { SimDisk } from "@labs/machine/sim";
import { utf8 } from "./versions.ts";

export { SimDisk };

export const DIRECTORY = "db";

/** What a store has for its user: keys and values, as texts. */
export type World = ReadonlyMap<string, string>;

/** Small blocks, no filter, no cache of anybody's else; memtables that only `flush` empties. */
export async function opened(disk: SimDisk, options: StoreOptions = {}): Promise<LsmStore> {
  return LsmStore.open(disk, DIRECTORY, {
    compression: "none",
    blockSizeBytes: 200,
    bloomBitsPerKey: 0,
    random: seededRandom(7),
    ...options,
  });
}

/** A value that tells of which key and write it is. */
export const valueFor = (key: string, write: number, length = 40): string =>
  `${key} written as ${write} `.padEnd(length, ".");

/** All that can be read, from the first key to the last. */
export function worldOf(store: LsmStore, options: Parameters<LsmStore["entries"]>[0] = {}): World {
  const world = new Map<string, string>();
  for (const [key, value] of store.entries(options)) world.set(textOf(key), textOf(value));
  return world;
}

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");

/** Holds that two worlds are the same, and says the first key in which they differ. */
export function sameWorld(t: Trial, got: World, expected: World, what: string): void {
  for (const key of new Set([...expected.keys(), ...got.keys()])) {
    if (got.get(key) !== expected.get(key)) {
      t.equal(got.get(key), expected.get(key), `the value of "${key}", ${what}`);
    }
  }
}

/** A store's user, who knows what was acknowledged. */
export class User {
  readonly store: LsmStore;
  /** What was acknowledged. */
  readonly world = new Map<string, string>();
  #writes = 0;

  constructor(store: LsmStore) {
    this.store = store;
  }

  async put(key: string, { sync = false, length = 40 } = {}): Promise<void> {
    this.#writes += 1;
    const value = valueFor(key, this.#writes, length);
    await this.store.put(utf8(key), utf8(value), { sync });
    this.world.set(key, value);
  }

  async delete(key: string, { sync = false } = {}): Promise<void> {
    await this.store.delete(utf8(key), { sync });
    this.world.delete(key);
  }

  /** Writes all these ("a", or "-a" for a deletion), and then a table of level 0. */
  async flushed(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      if (key.startsWith("-")) await this.delete(key.slice(1));
      else await this.put(key);
    }
    await this.store.flush();
  }
}

/** Compacts all tables of a level into the one below, as a job of the store. What is not written yet is told as such. */
export async function compactAll(
  store: LsmStore,
  level: number,
  limits: Partial<CompactionLimits> = {},
): Promise<void> {
  let unwritten: unknown;
  const job = store.maintain(async (host: CompactionHost) => {
    const files = host.version.levels[level]!;
    const all = limitsOf(limits);
    if (files.length === 0) return;
    try {
      await compact(host, compactionOf(host.version, level, files, all), all);
    } catch (error) {
      if (error instanceof Error && error.name === "NotImplemented") unwritten = error;
      throw error;
    }
  });
  await job.catch((error: unknown) => {
    throw unwritten ?? error;
  });
}

/** The numbers of the tables on the disk, rising. */
export function tablesOn(disk: SimDisk): number[] {
  return disk
    .list(DIRECTORY)
    .map(parseFileName)
    .flatMap((file) => (file?.kind === "table" ? [file.number] : []))
    .sort((a, b) => a - b);
}

/** The numbers of the tables of the store's version, rising. */
export function tablesOf(store: LsmStore): number[] {
  return store.version.levels
    .flat()
    .map(({ number }) => number)
    .sort((a, b) => a - b);
}

/** Who writes is not held up: that is a later step's. */
export function withoutPressure(compactor: Compactor): Compactor {
  return { next: (host) => compactor.next(host), pressure: () => "none" };
}

/** "k000", "k001", …: so many keys. */
export function keysOf(count: number, from = 0, stride = 1): string[] {
  return Array.from({ length: count }, (_, i) => `k${String(from + i * stride).padStart(3, "0")}`);
}
