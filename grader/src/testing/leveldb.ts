/**
 * LevelDB itself, by classic-level, which brings its binary along.
 *
 * A database that was closed has what was written since it was opened in a log, and nowhere else; when it is opened
 * again, that log becomes a table.
 */
import type { ClassicLevel, DatabaseOptions } from "classic-level";
import type { Trial } from "./trial.ts";

/** LevelDB; the law is skipped where it does not load. */
export async function levelDb(t: Trial): Promise<typeof ClassicLevel> {
  const { ClassicLevel } = await import("classic-level").catch(() =>
    t.skip(
      "classic-level did not load: npm ci installs it, where it has a binary for this machine",
    ),
  );
  return ClassicLevel;
}

/**
 * Opens the database in `folder`, lets `work` work, and closes it; each may take `patienceMs`. The law is skipped where
 * LevelDB does not load.
 */
export async function withLevelDb<Key, Value, T>(
  t: Trial,
  folder: string,
  { patienceMs, ...options }: DatabaseOptions<Key, Value> & { readonly patienceMs: number },
  work: (database: ClassicLevel<Key, Value>) => Promise<T>,
): Promise<T> {
  const Database = await levelDb(t);
  const database = new Database<Key, Value>(folder, options as DatabaseOptions<Key, Value>);
  await t.within(patienceMs, database.open(), "LevelDB to open the folder");
  try {
    return await t.within(patienceMs, work(database), "LevelDB to do its work");
  } finally {
    await t.within(patienceMs, database.close(), "LevelDB to close the folder");
  }
}
