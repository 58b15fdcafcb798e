/**
 * compact: tables become other tables, and nobody notices.
 *
 *     inputs   ──▶ merge ──▶ drop ──▶ 000021.ldb │ 000022.ldb │ …      each synced, with its name
 *                     │                                │
 *                     └── 64 KiB of entries, pause     ▼
 *                                     one edit: − inputs, + outputs, pointer        before it: the old tables. After it: the new ones
 *
 * Until the edit is durable the outputs are files that nobody knows, and a crash costs the work alone. From then on
 * the inputs are files that no version names but those that somebody still reads. There is no moment at which a key
 * is in neither.
 *
 * A user key's versions stay in one table: so in what we write no two tables share a key. LevelDB's outputs may, and
 * whoever picks from a directory that it wrote looks for the boundary.
 *
 * Invariant: what a get or an iterator finds is the same before and after, for everybody who reads at the oldest read
 * sequence or later.
 *
 * Source: LevelDB db/db_impl.cc (BackgroundCompaction, DoCompactionWork, InstallCompactionResults), db/version_set.cc
 * (ShouldStopBefore).
 *
 * Left out: several compactions at once, of ranges that do not overlap.
 */
import { compareInternalKeys, type InternalIterator, mergingIterator } from "@labs/db-05";
import type { CompactionHost, FileMetadata, TableOutput, VersionEdit } from "@labs/db-08";
import { bottomBelow, DropRule } from "./drop-rule.ts";
import { LastUserKey } from "./last-user-key.ts";
import { type CompactionLimits, grandparentBytesMax } from "./limits.ts";
import { type Compaction, isTrivialMove } from "./pick.ts";

/**
 * Does a compaction. When it resolves, the version has the outputs in place of the inputs.
 *
 * - A trivial move installs one edit: the table leaves its level and comes into the output level, and the pointer is
 *   set as below. No table is read or written.
 * - Else the entries of all inputs are merged; what `DropRule` keeps, by the host's oldest read sequence at the
 *   beginning, is written to new tables, in order. A table ends before a kept entry of another user key than the one
 *   kept before, where one of two is true. No table is empty; where nothing is kept, there is none.
 *     - It is long: its `sizeBytes` is `tableBytes` or more.
 *     - It has passed more than `grandparentBytesMax` bytes of grandparents: of those whose largest internal key is
 *       before the entry, and was not before the table's first.
 * - Each input is read once, from its first entry to its last. `slices.pause` is called between two entries as soon as
 *   the internal keys and values that were read since the last pause, kept or not, are `slices.bytes` or more.
 * - One edit deletes all inputs, adds all outputs, and sets the pointer for the first input's level, if there is one.
 *   It is installed when all outputs are durable.
 *
 * @throws what `host` and `pause` throw or reject with, as a rejection. Where that was before the edit was to be
 * installed, every output was abandoned; afterwards none is: the edit may be durable. Iterators are closed in any
 * case
 * @step 3
 */
export async function compact(
  host: CompactionHost,
  compaction: Compaction,
  limits: CompactionLimits,
): Promise<void> {
  if (isTrivialMove(compaction, limits)) {
    await host.install(editOf(compaction, compaction.inputs[0]!.files));
    return;
  }
  const merge = new Merge(host, compaction, limits);
  await host.install(editOf(compaction, await merge.run()));
}

/**
 * Writes the outputs of one compaction.
 * @solution
 */
class Merge {
  readonly #host: CompactionHost;
  readonly #compaction: Compaction;
  readonly #limits: CompactionLimits;
  readonly #rule: DropRule;
  readonly #files: FileMetadata[] = [];
  readonly #outputs: TableOutput[] = [];
  /** The one that is being written. */
  #output: TableOutput | undefined;
  /** Of the last entry that was kept. */
  readonly #userKey = new LastUserKey();
  #grandparent = 0;
  /** Of grandparents that the output has passed. */
  #passedBytes = 0;

  constructor(host: CompactionHost, compaction: Compaction, limits: CompactionLimits) {
    this.#host = host;
    this.#compaction = compaction;
    this.#limits = limits;
    this.#rule = new DropRule({
      oldestReadSequence: host.oldestReadSequence,
      isBottom: bottomBelow(host.version, compaction.outputLevel),
    });
  }

  async run(): Promise<readonly FileMetadata[]> {
    const source = this.#source();
    const { bytes, pause } = this.#host.slices;
    let sliceBytes = 0;
    try {
      for (source.seekToFirst(); source.isValid; source.next()) {
        if (sliceBytes >= bytes) {
          await pause();
          sliceBytes = 0;
        }
        const { key, value } = source;
        sliceBytes += key.length + value.length;
        if (!this.#rule.keeps(key)) continue;
        if (this.#isEndBefore(key)) await this.#endOutput();
        this.#add(key, value);
      }
      await this.#endOutput();
    } catch (error) {
      for (const output of this.#outputs) output.abandon();
      throw error;
    } finally {
      source.close();
    }
    return this.#files;
  }

  /** All inputs: each table of level 0 is a run, and what is taken of another level is one. */
  #source(): InternalIterator {
    const runs = this.#compaction.inputs.flatMap(({ level, files }) =>
      level === 0 ? files.map((file) => [file]) : [files],
    );
    return mergingIterator(runs.map((files) => this.#host.iterator(files)));
  }

  #isEndBefore(key: Uint8Array): boolean {
    const isNew = this.#userKey.isOther(key);
    const { grandparents } = this.#compaction;
    for (; this.#grandparent < grandparents.length; this.#grandparent++) {
      const { largest, sizeBytes } = grandparents[this.#grandparent]!;
      if (compareInternalKeys(key, largest) <= 0) break;
      if (this.#output !== undefined) this.#passedBytes += sizeBytes;
    }
    if (this.#output === undefined || !isNew) return false;
    const isLong = this.#output.sizeBytes >= this.#limits.tableBytes;
    return isLong || this.#passedBytes > grandparentBytesMax(this.#limits);
  }

  #add(key: Uint8Array, value: Uint8Array): void {
    if (this.#output === undefined) {
      this.#output = this.#host.newTable();
      this.#outputs.push(this.#output);
    }
    this.#output.add(key, value);
  }

  async #endOutput(): Promise<void> {
    const output = this.#output;
    if (output === undefined) return;
    this.#output = undefined;
    this.#passedBytes = 0;
    this.#files.push(await output.finish());
  }
}

/** @solution */
function editOf(compaction: Compaction, files: readonly FileMetadata[]): VersionEdit {
  const { inputs, outputLevel, pointer } = compaction;
  return {
    deletedFiles: inputs.flatMap((input) =>
      input.files.map(({ number }) => ({ level: input.level, number })),
    ),
    newFiles: files.map((file) => ({ level: outputLevel, file })),
    ...(pointer && { compactPointers: [{ level: inputs[0]!.level, key: pointer }] }),
  };
}
