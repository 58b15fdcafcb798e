/**
 * A host that is nothing but lists: what a compaction does to it can be seen, and made to fail.
 *
 *     inputs    lists of entries        iterator(files) walks over them, and counts
 *     outputs   TableOutputs on a simulated disk
 *     install   remembered, and when it was
 */
import {
  compareInternalKeys,
  encodeInternalKey,
  type InternalIterator,
  sequenceOf,
  TAG_SIZE_BYTES,
  userKeyOf,
  ValueType,
} from "@labs/db-05";
import { Table } from "@labs/db-06";
import {
  type CompactionHost,
  type FileMetadata,
  filePath,
  TableOutput,
  type TablePlace,
  type Version,
  type VersionEdit,
} from "@labs/db-08";
import type { CompactionLimits } from "@labs/db-09";
import { type Compaction, compact, compactionOf, limitsOf } from "@labs/db-09";
import { InvariantError } from "@labs/machine";
import { SimDisk } from "@labs/machine/sim";
import { utf8, versionOf } from "./versions.ts";

/** "a 9" is a value of "a", written as 9, "a 9 x" a deletion; its value is as long as is said. */
export interface ToyEntry {
  readonly text: string;
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

export function toyEntry(text: string, valueBytes = 10): ToyEntry {
  const [userKey = "", sequence, x] = text.split(" ");
  const type = x === "x" ? ValueType.Deletion : ValueType.Value;
  return {
    text,
    key: encodeInternalKey(utf8(userKey), Number(sequence), type),
    value: type === ValueType.Value ? Buffer.alloc(valueBytes, `${text};`) : new Uint8Array(),
  };
}

/** The text of an internal key. */
export function entryText(key: Uint8Array): string {
  const isDeletion = key[key.length - TAG_SIZE_BYTES] === ValueType.Deletion;
  return `${Buffer.from(userKeyOf(key)).toString()} ${sequenceOf(key)}${isDeletion ? " x" : ""}`;
}

/** A table of these entries, in any order. */
export interface ToyTable {
  readonly file: FileMetadata;
  readonly entries: readonly ToyEntry[];
}

export function toyTable(
  number: number,
  entries: readonly (string | ToyEntry)[],
  sizeBytes = 100,
): ToyTable {
  const sorted = entries
    .map((entry) => (typeof entry === "string" ? toyEntry(entry) : entry))
    .sort((a, b) => compareInternalKeys(a.key, b.key));
  const [smallest, largest] = [sorted[0]!.key, sorted.at(-1)!.key];
  return { file: { number, sizeBytes, smallest, largest }, entries: sorted };
}

export interface ToyOptions {
  readonly oldestReadSequence?: number;
  readonly sliceBytes?: number;
  /** What an input, a pause or an install does before anything else. */
  readonly onRead?: () => void;
  readonly onPause?: () => void;
  readonly onInstall?: () => void;
  /** Told of each call for a new table. */
  readonly onNewTable?: () => void;
}

/** Every entry is a block of its own, so that a table is as long as it says. */
export const TOY_TABLE = { compression: "none", blockSizeBytes: 1, restartInterval: 1 } as const;

const FIRST_OUTPUT = 101;

/** A host whose inputs are lists. */
export class ToyHost implements CompactionHost {
  readonly disk = new SimDisk();
  version: Version;
  readonly compactPointers = new Map<number, Uint8Array>();
  readonly slices: TablePlace["slices"];
  oldestReadSequence: number;
  /** The edits that were installed. */
  readonly edits: VersionEdit[] = [];
  /** How many operations the disk had seen when the last of them was. */
  installedAt = 0;
  pauses = 0;
  /** How many entries were stepped onto, of all inputs. */
  reads = 0;
  /** Iterators that were not closed. */
  openIterators = 0;
  /** How many iterators there were. */
  iterators = 0;
  /** By number, in the order in which they were made. */
  readonly outputs: number[] = [];
  /** What overlapped in one run; a compaction does not ask for that. */
  readonly overlapping: string[] = [];
  readonly #tables: ReadonlyMap<number, ToyTable>;
  readonly #options: ToyOptions;

  constructor(
    levels: Readonly<Record<number, readonly ToyTable[]>>,
    { oldestReadSequence = 1000, sliceBytes = 1e9, ...options }: ToyOptions = {},
  ) {
    this.#options = options;
    const byLevel = Object.entries(levels);
    this.version = versionOf(
      Object.fromEntries(byLevel.map(([level, each]) => [level, each.map(({ file }) => file)])),
    );
    this.#tables = new Map(
      byLevel.flatMap(([, each]) => each.map((one) => [one.file.number, one])),
    );
    this.oldestReadSequence = oldestReadSequence;
    this.slices = {
      bytes: sliceBytes,
      pause: async () => {
        this.pauses += 1;
        options.onPause?.();
      },
    };
  }

  get place(): TablePlace {
    // A table does not pause by itself: that is for who fills it.
    return { disk: this.disk, directory: "", table: TOY_TABLE, slices: this.slices };
  }

  iterator(files: readonly FileMetadata[]): InternalIterator {
    for (const [at, file] of files.entries()) {
      const before = files[at - 1];
      if (before === undefined || compareInternalKeys(before.largest, file.smallest) < 0) continue;
      this.overlapping.push(`${before.number} and ${file.number}`);
    }
    this.iterators += 1;
    this.openIterators += 1;
    return new ListIterator(
      files.flatMap(({ number }) => this.entriesOf(number)),
      () => {
        this.reads += 1;
        this.#options.onRead?.();
      },
      () => {
        this.openIterators -= 1;
      },
    );
  }

  newTable(): TableOutput {
    this.#options.onNewTable?.();
    const number = FIRST_OUTPUT + this.outputs.length;
    this.outputs.push(number);
    return new TableOutput(this.place, number);
  }

  async install(edit: VersionEdit): Promise<void> {
    this.#options.onInstall?.();
    this.edits.push(edit);
    this.installedAt = this.disk.operations;
  }

  /** What the version's table of this number has. */
  entriesOf(number: number): readonly ToyEntry[] {
    const found = this.#tables.get(number);
    if (found === undefined) throw new InvariantError(`the version has no table ${number}`);
    return found.entries;
  }

  /** The entries of each table that the last edit added, as they are on the disk, in texts. */
  written(): string[][] {
    return (this.edits.at(-1)?.newFiles ?? []).map(({ file }) =>
      tableTexts(this.disk, file.number),
    );
  }
}

/** The entries of the table of this number, in texts. */
export function tableTexts(disk: SimDisk, number: number): string[] {
  const file = disk.open(filePath("", "table", number), "existing");
  try {
    const iterator = Table.open(file).iterator();
    const texts: string[] = [];
    for (iterator.seekToFirst(); iterator.isValid; iterator.next()) {
      texts.push(entryText(iterator.key));
    }
    iterator.close();
    return texts;
  } finally {
    file.close();
  }
}

/** An edit in texts: what goes, what comes, and up to where. */
export function editText({ deletedFiles, newFiles, compactPointers, ...rest }: VersionEdit) {
  return {
    deleted: (deletedFiles ?? []).map(({ level, number }) => `level ${level}: ${number}`).sort(),
    added: (newFiles ?? []).map(({ level, file }) => `level ${level}: ${file.number}`),
    pointers: (compactPointers ?? []).map(({ level, key }) => `level ${level}: ${entryText(key)}`),
    ...rest,
  };
}

/** The compaction of all tables of `level`. */
export function allOf(
  host: ToyHost,
  level: number,
  limits: Partial<CompactionLimits> = {},
): Compaction {
  return compactionOf(host.version, level, host.version.levels[level]!, limitsOf(limits));
}

/** Compacts all tables of `level` into the one below. */
export async function compactLevel(
  host: ToyHost,
  level: number,
  limits: Partial<CompactionLimits> = {},
): Promise<void> {
  await compact(host, allOf(host, level, limits), limitsOf(limits));
}

/** A list of entries. Key and value are borrowed: the next ones are written over them. */
class ListIterator implements InternalIterator {
  readonly #entries: readonly ToyEntry[];
  readonly #memory: Uint8Array;
  readonly #onStep: () => void;
  readonly #onClose: () => void;
  #at = -1;
  #isClosed = false;

  constructor(entries: readonly ToyEntry[], onStep: () => void, onClose: () => void) {
    this.#entries = entries;
    const lengths = entries.map(({ key, value }) => key.length + value.length);
    this.#memory = new Uint8Array(Math.max(0, ...lengths));
    this.#onStep = onStep;
    this.#onClose = onClose;
  }

  get isValid(): boolean {
    return this.#at >= 0 && this.#at < this.#entries.length;
  }

  get key(): Uint8Array {
    return this.#memory.subarray(0, this.#entry().key.length);
  }

  get value(): Uint8Array {
    const { key, value } = this.#entry();
    return this.#memory.subarray(key.length, key.length + value.length);
  }

  seekToFirst(): void {
    this.#goTo(0);
  }

  seekToLast(): void {
    this.#goTo(this.#entries.length - 1);
  }

  seek(target: Uint8Array): void {
    const found = this.#entries.findIndex(({ key }) => compareInternalKeys(key, target) >= 0);
    this.#goTo(found === -1 ? this.#entries.length : found);
  }

  next(): void {
    this.#entry();
    this.#goTo(this.#at + 1);
  }

  prev(): void {
    this.#entry();
    this.#goTo(this.#at - 1);
  }

  close(): void {
    if (!this.#isClosed) this.#onClose();
    this.#isClosed = true;
  }

  #goTo(at: number): void {
    this.#at = at;
    this.#memory.fill(0xff);
    if (!this.isValid) return;
    const { key, value } = this.#entry();
    this.#memory.set(key);
    this.#memory.set(value, key.length);
    this.#onStep();
  }

  #entry(): ToyEntry {
    if (!this.isValid || this.#isClosed)
      throw new InvariantError("an iterator that stands nowhere");
    return this.#entries[this.#at]!;
  }
}
