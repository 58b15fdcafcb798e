/**
 * Peers that keep byte keys in order and have snapshots, written by others: memory-level, on a
 * persistent red-black tree, and LevelDB, by classic-level. Both speak abstract-level.
 */
import type { Change, MemoryStore, Snapshot, SnapshotIterator } from "@labs/db-05";
import type { Trial } from "@labs/grader/testing";
import { levelDb } from "@labs/grader/testing/leveldb";
import { emptyFolder } from "@labs/grader/testing/programs";
import { type Random, seededRandom } from "@labs/machine";
import type { AbstractLevel, AbstractSnapshot } from "abstract-level";
import { filled } from "./entries.ts";

/** What is seen: keys and values, in order. */
export type World = readonly (readonly [key: Uint8Array, value: Uint8Array])[];

/** Which part of it: from `first` on, both ways; all, where it is undefined. */
export type Part = { readonly from?: Uint8Array | undefined; readonly isReverse: boolean };

type Database = AbstractLevel<Uint8Array, Uint8Array, Uint8Array>;

const PATIENCE_MS = 10_000;
const ENCODINGS = { keyEncoding: "view", valueEncoding: "view" } as const;
const plain = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes);

/** A database of somebody else's, empty at first, and closed when the law ends. */
export class Peer {
  readonly #t: Trial;
  readonly #database: Database;

  private constructor(t: Trial, database: Database) {
    this.#t = t;
    this.#database = database;
  }

  /** memory-level, which needs no binary. */
  static async memory(t: Trial): Promise<Peer> {
    const { MemoryLevel } = await import("memory-level").catch(() =>
      t.skip("memory-level did not load: npm ci installs it"),
    );
    const options = { ...ENCODINGS, storeEncoding: "view" } as const;
    return Peer.#opened(t, new MemoryLevel<Uint8Array, Uint8Array>(options) as unknown as Database);
  }

  /** LevelDB, in a folder of the law's own; the law is skipped where it does not load. */
  static async level(t: Trial): Promise<Peer> {
    const ClassicLevel = await levelDb(t);
    const database = new ClassicLevel<Uint8Array, Uint8Array>(emptyFolder(t), ENCODINGS);
    return Peer.#opened(t, database as unknown as Database);
  }

  static async #opened(t: Trial, database: Database): Promise<Peer> {
    await t.within(PATIENCE_MS, database.open(), "the peer to open");
    t.cleanup(() => database.close());
    return new Peer(t, database);
  }

  /** Makes these changes as one batch. */
  async write(changes: readonly Change[]): Promise<void> {
    const batch = changes.map((change) =>
      change.kind === "put"
        ? { type: "put" as const, key: change.key, value: change.value }
        : { type: "del" as const, key: change.key },
    );
    await this.#t.within(PATIENCE_MS, this.#database.batch(batch), "the peer to write");
  }

  async get(key: Uint8Array, snapshot?: AbstractSnapshot): Promise<Uint8Array | undefined> {
    const value = await this.#database.get(key, { snapshot });
    return value === undefined ? undefined : plain(value);
  }

  /** A part of what it sees, now or at a snapshot. */
  async world({ from, isReverse }: Part, snapshot?: AbstractSnapshot): Promise<World> {
    const range = from === undefined ? {} : isReverse ? { lt: from } : { gte: from };
    const iterator = this.#database.iterator({ ...range, reverse: isReverse, snapshot });
    const all = await this.#t.within(PATIENCE_MS, iterator.all(), "the peer to walk");
    return all.map(([key, value]) => [plain(key), plain(value)]);
  }

  /** What it comes past, from one end to the other, as there is when the walk begins. */
  walk(isReverse: boolean): AsyncIterable<readonly [key: Uint8Array, value: Uint8Array]> {
    return this.#database.iterator({ reverse: isReverse });
  }

  snapshot(): AbstractSnapshot {
    return this.#database.snapshot();
  }

  /** Moves all that it has in memory into files, where it has any. */
  async flush(): Promise<void> {
    const { compactRange } = this.#database as { compactRange?: unknown };
    if (typeof compactRange !== "function") return;
    await compactRange.call(this.#database, new Uint8Array(), Uint8Array.of(0xff, 0xff, 0xff));
  }
}

/** The same part of what the submission sees. */
export function worldOf(store: MemoryStore, part: Part, snapshot?: Snapshot): World {
  return walked(store.iterator(snapshot), part);
}

/** What `iterator` comes past. */
export function walked(iterator: SnapshotIterator, { from, isReverse }: Part): World {
  const world: (readonly [Uint8Array, Uint8Array])[] = [];
  const take = (): void => void world.push([plain(iterator.key), plain(iterator.value)]);
  if (!isReverse) {
    if (from === undefined) iterator.seekToFirst();
    else iterator.seek(from);
    for (; iterator.isValid; iterator.next()) take();
    return world;
  }
  if (from === undefined) iterator.seekToLast();
  else {
    iterator.seek(from);
    if (iterator.isValid) iterator.prev();
    else iterator.seekToLast();
  }
  for (; iterator.isValid; iterator.prev()) take();
  return world;
}

/** Changes of few keys, so that each is changed often; keys are any bytes, also none. */
export class DrawnChanges {
  readonly #random: Random;
  readonly #keyCount: number;
  #made = 0;

  constructor(seed: number, keyCount: number) {
    this.#random = seededRandom(seed);
    this.#keyCount = keyCount;
  }

  key(): Uint8Array {
    const number = this.#random.below(this.#keyCount);
    return Uint8Array.from({ length: number % 4 }, (_, at) => (number * (at + 37) * 41) & 0xff);
  }

  change(): Change {
    const key = this.key();
    this.#made += 1;
    if (this.#random.below(4) === 0) return { kind: "delete", key };
    return { kind: "put", key, value: filled(this.#random.below(120), this.#made) };
  }

  batch(): Change[] {
    return Array.from({ length: 1 + this.#random.below(8) }, () => this.change());
  }
}
