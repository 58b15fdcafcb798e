/**
 * A file of JSON that commands keep for the learner, below .labs, which git ignores.
 *
 *     read ────▶ what is in it                     absent: empty
 *     update ──▶ lock ▶ read ▶ change ▶ rename     whole, or not at all
 *
 * - Written whole, by rename, under a lock that all who write take: a run that is killed leaves the file as it was
 *   or as it was to be, and two at once lose nothing of each other's.
 * - A file that cannot be read is renamed aside, with a message. One of a newer version is left alone.
 * - A disk that cannot be written is a message; what happened is then known to this run only.
 */
import { mkdirSync, readFileSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { lock } from "proper-lockfile";
import writeFileAtomic from "write-file-atomic";
import type { z } from "zod";

/** A lock that a killed run left is taken over after this. */
const LOCK_STALE_MS = 5_000;
const LOCK_RETRY_MS = 40;
const LOCK_WAIT_MAX_MS = 20_000;

/** A file of a version that this program does not know. */
class NewerVersion extends Error {
  override readonly name = "NewerVersion";
}

export interface KeptOptions<T> {
  /** Its absolute path; the name ends in `.json`. */
  readonly file: string;
  /** Of this version; what it does not know it keeps. */
  readonly schema: z.ZodType<T>;
  readonly version: number;
  readonly empty: () => T;
  /** What it holds, at the head of a sentence: "Progress". */
  readonly holds: string;
  /** What goes into a new file where the old one is set aside: "what grading finds". */
  readonly finds: string;
  /** Told once each what the learner should know: a file set aside, a disk that cannot be written. */
  readonly warn: (message: string) => void;
  readonly now?: () => Date;
}

export class KeptFile<T> {
  readonly #options: KeptOptions<T>;
  readonly #warned = new Set<string>();
  /** Set once the file cannot be written: what this run knows. */
  #unsaved: T | undefined;

  constructor(options: KeptOptions<T>) {
    this.#options = options;
  }

  /** What is known now. Never throws. */
  async read(): Promise<T> {
    if (this.#unsaved !== undefined) return this.#unsaved;
    try {
      return this.#load();
    } catch (error) {
      return error instanceof NewerVersion
        ? this.#keepUnsaved(error, this.#options.empty())
        : this.update(() => {});
    }
  }

  /** Reads, changes and writes. @returns what is known then. Never throws, where `change` does not. */
  async update(change: (content: T) => void): Promise<T> {
    if (this.#unsaved === undefined) {
      try {
        return await this.#updateFile(change);
      } catch (error) {
        this.#unsaved = this.#keepUnsaved(error as Error, this.#loadOrEmpty());
      }
    }
    change(this.#unsaved);
    return this.#unsaved;
  }

  async #updateFile(change: (content: T) => void): Promise<T> {
    const { file, holds } = this.#options;
    mkdirSync(dirname(file), { recursive: true });
    const release = await lock(file, {
      realpath: false,
      stale: LOCK_STALE_MS,
      retries: { retries: LOCK_WAIT_MAX_MS / LOCK_RETRY_MS, minTimeout: LOCK_RETRY_MS, factor: 1 },
      onCompromised: (error) => this.#warnOnce(`${holds} may not be complete: ${error.message}`),
    });
    try {
      const content = this.#loadOrSetAside();
      change(content);
      await writeFileAtomic(file, `${JSON.stringify(content, null, 2)}\n`);
      return content;
    } finally {
      await release().catch(() => {});
    }
  }

  /** To be called under the lock: nobody else may have mended the file meanwhile. */
  #loadOrSetAside(): T {
    const { file, finds, empty, now = () => new Date() } = this.#options;
    try {
      return this.#load();
    } catch (error) {
      if (error instanceof NewerVersion) throw error;
      const aside = file.replace(/json$/, `damaged-${stamp(now())}.json`);
      renameSync(file, aside);
      this.#warnOnce(
        `${file} cannot be read (${(error as Error).message}).\n` +
          `It was set aside as ${aside}; ${finds} from now on goes to a new file.`,
      );
      return empty();
    }
  }

  /** @throws what is wrong with the file; an absent one is an empty one. */
  #load(): T {
    const { file, schema, version, empty } = this.#options;
    let text: string;
    try {
      text = readFileSync(file, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return empty();
      throw error;
    }
    const json: unknown = JSON.parse(text);
    const found = (json as { version?: unknown } | null)?.version;
    if (typeof found === "number" && found > version) {
      throw new NewerVersion(`${file} is of version ${found}, and this course writes ${version}`);
    }
    const parsed = schema.safeParse(json);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new Error(`${issue?.path.join(".") || "the whole file"}: ${issue?.message}`);
  }

  #loadOrEmpty(): T {
    try {
      return this.#load();
    } catch {
      return this.#options.empty();
    }
  }

  #keepUnsaved(error: Error, content: T): T {
    this.#warnOnce(`${this.#options.holds} is not saved: ${error.message}`);
    this.#unsaved = content;
    return content;
  }

  #warnOnce(message: string): void {
    if (this.#warned.has(message)) return;
    this.#warned.add(message);
    this.#options.warn(message);
  }
}

function stamp(date: Date): string {
  return date.toISOString().replace(/[:.]/g, "-");
}
