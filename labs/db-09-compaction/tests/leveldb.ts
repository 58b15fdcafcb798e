/**
 * LevelDB itself, by classic-level, in a folder that a store of ours is in too, each in its turn; and a process that loads
 * such a folder until it is killed.
 */
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Compactor, LsmStore, type StoreOptions } from "@labs/db-08";
import type { Trial } from "@labs/grader/testing";
import { withLevelDb } from "@labs/grader/testing/leveldb";
import { emptyFolder, nodeFlags } from "@labs/grader/testing/programs";
import { realDisk } from "@labs/machine/real-disk";
import type { SimDisk } from "@labs/machine/sim";
import type { ClassicLevel } from "classic-level";
import { optionsOf } from "./loads.ts";

const PATIENCE_MS = 15_000;
const PROGRAM = join(dirname(fileURLToPath(import.meta.url)), "leveldb-load.ts");

type Database = ClassicLevel<string, string>;

/** A folder that is gone when the law ends, for a store of ours and for LevelDB. */
export class SharedFolder {
  readonly path: string;
  readonly #t: Trial;

  constructor(t: Trial) {
    this.#t = t;
    this.path = emptyFolder(t);
  }

  /** Opens it with LevelDB, lets `work` work, and closes it. The law is skipped where LevelDB does not load. */
  theirs<T>(work: (database: Database) => Promise<T>): Promise<T> {
    return withLevelDb(this.#t, this.path, { patienceMs: PATIENCE_MS }, work);
  }

  /** Opens it with the submission's store, lets `work` work, and closes it. */
  async ours<T>(
    compactor: Compactor | undefined,
    work: (store: LsmStore) => Promise<T>,
    more: StoreOptions = {},
  ): Promise<T> {
    const options = optionsOf(compactor, { compression: "snappy", ...more });
    const store = await LsmStore.open(realDisk(this.path), "", options);
    try {
      return await this.#t.within(PATIENCE_MS, work(store), "our store to do its work");
    } finally {
      await this.#t.within(PATIENCE_MS, store.close(), "our store to close");
    }
  }

  /** Puts the files of a simulated disk's root there. */
  fill(disk: SimDisk): void {
    mkdirSync(this.path, { recursive: true });
    for (const [name, bytes] of disk.files()) writeFileSync(join(this.path, name), bytes);
  }

  /** How many tables there are. */
  get tables(): number {
    return readdirSync(this.path).filter((name) => name.endsWith(".ldb")).length;
  }

  /**
   * Has another process load it by `strategy`, and kills that by -9 when so many writes were acknowledged.
   *
   * @returns how many were acknowledged, as far as it could tell
   */
  loadAndKill(strategy: string, writes: number): Promise<number> {
    const child = spawn(process.execPath, [...nodeFlags(), PROGRAM, this.path, strategy], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#t.cleanup(() => void child.kill("SIGKILL"));
    let told = "";
    child.stderr.on("data", (chunk) => {
      told += String(chunk);
    });
    let acknowledged = 0;
    createInterface({ input: child.stdout }).on("line", (line) => {
      acknowledged = Number(line);
      if (acknowledged >= writes) child.kill("SIGKILL");
    });
    const gone = new Promise<number>((resolve, reject) => {
      child.on("close", (_, signal) => {
        if (signal === "SIGKILL") resolve(acknowledged);
        else reject(new Error(`the process that loads ended by itself: ${told}`));
      });
    });
    return this.#t.within(PATIENCE_MS, gone, "a process to load the folder");
  }
}

/** All that LevelDB has, from the first to the last. */
export const entriesOfTheirs = (database: Database): Promise<[string, string][]> =>
  database.iterator().all();
