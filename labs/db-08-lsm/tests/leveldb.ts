/**
 * LevelDB itself, by classic-level, which brings its binary along, and our store, in one folder that is gone when the law ends.
 *
 *     LevelDB writes ──▶ folder ◀── ours reads          never both at once: each closes before the other opens
 */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { checkStore, LsmStore, type StoreFault, type StoreOptions } from "@labs/db-08";
import type { Trial } from "@labs/grader/testing";
import { levelDb, withLevelDb } from "@labs/grader/testing/leveldb";
import { emptyFolder } from "@labs/grader/testing/programs";
import { realDisk } from "@labs/machine/real-disk";
import type { SimDisk } from "@labs/machine/sim";
import type { ClassicLevel, DatabaseOptions } from "classic-level";

/** Machines of learners are slow now and then. */
const PATIENCE_MS = 15_000;
const POLL_MS = 5;

export type Database = ClassicLevel<Uint8Array, Uint8Array>;

/** A key and its value, as texts of one byte a letter. */
export type Pair = readonly [key: string, value: string];

export const bytesOf = (text: string): Uint8Array => Buffer.from(text, "latin1");
export const letters = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

/** A folder that both open. */
export class SharedFolder {
  readonly folder: string;
  readonly #t: Trial;

  /** An empty folder, or one with the files that a simulated disk has in `directory`. */
  constructor(t: Trial, disk?: SimDisk, directory = "db") {
    this.#t = t;
    this.folder = emptyFolder(t);
    for (const [path, bytes] of disk?.files() ?? []) {
      if (path.startsWith(`${directory}/`)) {
        writeFileSync(join(this.folder, path.slice(directory.length + 1)), bytes);
      }
    }
  }

  /** Opens it by LevelDB, lets `work` work, and closes it. The law is skipped where LevelDB does not load. */
  theirs<T>(
    work: (database: Database) => Promise<T>,
    options: DatabaseOptions<Uint8Array, Uint8Array> = {},
  ): Promise<T> {
    const encodings = { keyEncoding: "view", valueEncoding: "view" } as const;
    const all = { ...encodings, ...options, patienceMs: PATIENCE_MS };
    return withLevelDb(this.#t, this.folder, all, work);
  }

  /** What LevelDB says when it opens the folder; undefined where it opens. */
  async theirRefusal(): Promise<string | undefined> {
    const ClassicLevel = await levelDb(this.#t);
    const database = new ClassicLevel(this.folder);
    try {
      await this.#t.within(PATIENCE_MS, database.open(), "LevelDB to open the folder");
    } catch (error) {
      const { cause, message } = error as Error;
      return cause instanceof Error ? cause.message : message;
    }
    await database.close();
    return undefined;
  }

  /** Opens it by our store, lets `work` work, and closes it. */
  async ours<T>(work: (store: LsmStore) => T | Promise<T>, options: StoreOptions = {}): Promise<T> {
    const store = await LsmStore.open(realDisk(this.folder), "", options);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }

  /** What checkStore tells. */
  check(): Promise<readonly StoreFault[]> {
    return checkStore(realDisk(this.folder), "");
  }

  /** What it tells, but for what a crash, or LevelDB's end in the midst of its work, leaves behind. */
  async faults(): Promise<readonly StoreFault[]> {
    return (await this.check()).filter(({ kind }) => kind !== "stray" && kind !== "torn");
  }

  /** The sizes of the files with this ending, by name. */
  sizes(ending: string): ReadonlyMap<string, number> {
    const names = readdirSync(this.folder).filter((name) => name.endsWith(ending));
    return new Map(names.map((name) => [name, statSync(join(this.folder, name)).size]));
  }

  read(name: string): Uint8Array {
    return Uint8Array.from(readFileSync(join(this.folder, name)));
  }

  write(name: string, bytes: Uint8Array): void {
    writeFileSync(join(this.folder, name), bytes);
  }

  /**
   * Starts a process that writes to the folder by LevelDB, and kills it (kill -9) when its log has so many bytes. Its
   * batches are i = 0, 1, 2 …: `a i`, `b i` and `c i` with the value i each.
   */
  async killedWriter(logBytes: number): Promise<void> {
    await levelDb(this.#t);
    const child = spawn(process.execPath, ["-e", WRITER, CLASSIC_LEVEL, this.folder], {
      stdio: "ignore",
    });
    const gone = new Promise<void>((resolve) => child.on("exit", () => resolve()));
    this.#t.cleanup(() => void child.kill("SIGKILL"));
    const size = () => [...this.sizes(".log").values()].reduce((sum, bytes) => sum + bytes, 0);
    const written = async () => {
      while (size() < logBytes && child.exitCode === null) {
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    };
    await this.#t.within(PATIENCE_MS, written(), "LevelDB, in a process of its own, to write");
    child.kill("SIGKILL");
    await gone;
  }
}

const CLASSIC_LEVEL = createRequire(import.meta.url).resolve("classic-level");

/** The name of batch i's keys is so long that they sort as the numbers do. */
export const batchKey = (letter: string, i: number): string =>
  `${letter} ${String(i).padStart(8, "0")}`;

const WRITER = `
  const { ClassicLevel } = require(process.argv[1]);
  (async () => {
    const database = new ClassicLevel(process.argv[2], { valueEncoding: "utf8" });
    await database.open();
    for (let i = 0; ; i++) {
      const name = String(i).padStart(8, "0");
      await database.batch(["a", "b", "c"].map((letter) => {
        return { type: "put", key: letter + " " + name, value: String(i) };
      }));
    }
  })();
`;

/** All that LevelDB has, in its order. */
export async function theirPairs(database: Database, reverse = false): Promise<Pair[]> {
  const entries = await database.iterator({ reverse }).all();
  return entries.map(([key, value]) => [letters(key), letters(value)]);
}

/** All that ours has, in its order. */
export function ourPairs(store: LsmStore, reverse = false): Pair[] {
  return Array.from(store.entries({ reverse }), ([key, value]): Pair => {
    return [letters(key), letters(value)];
  });
}

/** What a map has, in the order of the bytes of its keys. */
export const pairsOf = (model: ReadonlyMap<string, string>): Pair[] =>
  [...model].toSorted(([a], [b]) => (a < b ? -1 : 1));
