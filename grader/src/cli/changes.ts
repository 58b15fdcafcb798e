/**
 * Saved files, as they are saved.
 *
 * Folders are watched and not files: an editor that saves by renaming puts a new file in the old one's place. What
 * comes within a moment is one change: a save is several events.
 */
import { existsSync, type FSWatcher, readdirSync, watch } from "node:fs";
import { join } from "node:path";

const SETTLE_MS = 30;
const COUNTS = /\.(ts|mts|js|mjs|json)$/;

export class Changes {
  readonly #folders: readonly string[];
  readonly #onChange: () => void;
  readonly #watchers = new Map<string, FSWatcher>();
  #timer: NodeJS.Timeout | undefined;

  /** Calls `onChange` after files under `folders` were written, until `close`. */
  constructor(folders: readonly string[], onChange: () => void) {
    this.#folders = folders;
    this.#onChange = onChange;
    this.#watchAll();
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #watchAll(): void {
    for (const folder of this.#folders.filter(existsSync)) {
      this.#watch(folder);
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (entry.isDirectory()) this.#watch(join(entry.parentPath, entry.name));
      }
    }
  }

  #watch(folder: string): void {
    if (this.#watchers.has(folder)) return;
    const watcher = watch(folder, (_, name) => this.#hear(folder, name ?? ""));
    watcher.on("error", () => this.#forget(folder));
    this.#watchers.set(folder, watcher);
  }

  #forget(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }

  #hear(folder: string, name: string): void {
    if (!existsSync(folder)) this.#forget(folder);
    // A name without an ending may be a new folder, with files in it already.
    if (!COUNTS.test(name) && name.includes(".")) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#watchAll();
      this.#onChange();
    }, SETTLE_MS);
  }
}
