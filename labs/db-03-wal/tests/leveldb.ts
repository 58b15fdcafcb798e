/**
 * LevelDB itself, in a folder of the law's own, by classic-level, which brings its binary along.
 *
 * A database that was closed has all that was written since it was opened in a log, and nowhere
 * else. When it is opened again, that log is read, made a table, and removed.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Trial } from "@labs/grader/testing";
import { withLevelDb } from "@labs/grader/testing/leveldb";
import { emptyFolder } from "@labs/grader/testing/programs";
import type { ClassicLevel } from "classic-level";
import type { Change } from "./write-batches.ts";

const PATIENCE_MS = 3000;

type Database = ClassicLevel<string, Uint8Array>;

/** A LevelDB database in a folder that is gone when the law ends. */
export class LevelDb {
  readonly folder: string;
  readonly #t: Trial;

  private constructor(t: Trial, folder: string) {
    this.#t = t;
    this.folder = folder;
  }

  /**
   * One that was opened and closed, with nothing in it; the law is skipped where LevelDB does not
   * load.
   */
  static async make(t: Trial): Promise<LevelDb> {
    const made = new LevelDb(t, emptyFolder(t));
    await made.use(async () => {});
    return made;
  }

  /** Opens it, lets `work` work, and closes it. */
  async use<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const options = {
      keyEncoding: "utf8",
      valueEncoding: "view",
      patienceMs: PATIENCE_MS,
    } as const;
    return withLevelDb(this.#t, this.folder, options, work);
  }

  /** Writes these changes, each group as one batch, or, where it is one change alone, as one. */
  async write(groups: readonly (readonly Change[])[]): Promise<void> {
    await this.use(async (database) => {
      for (const group of groups) {
        const [first] = group;
        if (group.length === 1 && first?.kind === "put") await database.put(first.key, first.value);
        else if (group.length === 1 && first?.kind === "del") await database.del(first.key);
        else {
          await database.batch(
            group.map((change) =>
              change.kind === "put"
                ? { type: "put", key: change.key, value: change.value }
                : { type: "del", key: change.key },
            ),
          );
        }
      }
    });
  }

  /** All keys and values, sorted by key. Opening it makes its log a table. */
  async state(): Promise<[key: string, value: string][]> {
    return this.use(async (database) => {
      const entries = await database.iterator().all();
      return entries.map(([key, value]) => [key, Buffer.from(value).toString("latin1")]);
    });
  }

  /** The name of its log in the folder. */
  get logName(): string {
    return readdirSync(this.folder).find((name) => name.endsWith(".log")) ?? "no log";
  }

  get log(): Uint8Array {
    return Uint8Array.from(readFileSync(join(this.folder, this.logName)));
  }

  set log(bytes: Uint8Array) {
    writeFileSync(join(this.folder, this.logName), bytes);
  }
}
