/**
 * checkTable: whether all that a table says of itself agrees.
 *
 *     0                                                                            file's end
 *     │ data │ data │ data │ filter │ metaindex │ index │ footer │     every byte belongs to one block, and to one only
 *
 *     separator 0 < first key of block 1 <= last key of block 1 <= separator 1 < …
 *
 * A checksum tells that a block is what was written. It does not tell that it is the right block, that the writer was right, or
 * that a filter does not deny what is there. Here all of it is looked at, at the price of reading all of it once.
 *
 * Source: the invariants of LevelDB doc/table_format.md. LevelDB has no such check.
 *
 * Left out: compression that could be better, restarts at other intervals, separators that could be shorter: not
 * wrong.
 */
import {
  compareBytes,
  compareInternalKeys,
  parseInternalKey,
  TAG_SIZE_BYTES,
  userKeyOf,
} from "@labs/db-05";
import { CorruptionError, type DiskFile } from "@labs/machine";
// @solution
import { Block } from "./block.ts";
// @solution
import type { Compare } from "./block-builder.ts";
// @solution
import type { BlockIterator } from "./block-iterator.ts";
import type { FilterPolicy, FilterReader } from "./filter-policy.ts";
// @solution
import {
  type BlockHandle,
  encodeFooter,
  FOOTER_SIZE_BYTES,
  type Footer,
  readBlock,
  readFooter,
  TRAILER_SIZE_BYTES,
} from "./format.ts";
// @solution
import { handleAt } from "./table-iterator.ts";

/** Something in a table that is not as it should be. */
export interface TableFault {
  /** Where in the file the structure begins that is at fault. */
  readonly offset: number;
  /** What is wrong with it, for people. */
  readonly what: string;
}

/**
 * All that is wrong with a table, in the order in which it was met; none for every table that `TableWriter` wrote, and for
 * every one of LevelDB's. Never throws for what the bytes are, and ends whatever they are.
 *
 * A fault is each of these, at the offset of the block, or the footer's, unless it says otherwise:
 *
 * - the footer: what `readFooter` throws, at its offset; bytes that another than `encodeFooter` of the two handles would have written.
 *   Without its handles nothing more is looked at;
 * - the index, the metaindex: what reading it throws. Without the index nothing else is looked at but the metaindex;
 * - a data block: what reading it throws, or going through it; a block that the metaindex names: what reading it throws. The
 *   others are looked at all the same;
 * - a data block without entries; a key that is no internal key (at its block); a key that is not behind the one before it in the
 *   table; a key behind its block's separator; a first key that is not behind the separator before it;
 * - a block that does not begin where the one before it ended: first the data blocks in the order of the index, from 0 on, then
 *   those of the metaindex, the metaindex, the index, the footer. So bytes that belong to none, or to two, are told;
 * - with a policy: a user key that the table's filter of that name denies in its block.
 *
 * @param filter as for `Table.open`
 * @throws DiskError
 * @step 6
 */
export function checkTable(file: DiskFile, filter?: FilterPolicy): readonly TableFault[] {
  const check = new Check(file);
  check.run(filter);
  return check.faults;
}

/** @solution */
class Check {
  readonly faults: TableFault[] = [];
  readonly #file: DiskFile;
  readonly #end: number;
  /** Where the block before ended. */
  #covered = 0;
  /** The last key, or the separator behind it: what comes must be behind. */
  #before: Uint8Array | undefined;
  #filter: FilterReader | undefined;

  constructor(file: DiskFile) {
    this.#file = file;
    this.#end = file.size - FOOTER_SIZE_BYTES;
  }

  run(policy: FilterPolicy | undefined): void {
    const footer = this.#footer();
    if (footer === undefined) return;
    const metaindex = this.#block(footer.metaindex);
    const meta = metaindex === undefined ? [] : this.#entries(metaindex, compareBytes, 0);
    if (policy !== undefined) this.#openFilter(meta, policy);
    const index = this.#block(footer.index);
    if (index !== undefined) {
      for (const { key, handle } of this.#entries(index, compareInternalKeys, TAG_SIZE_BYTES)) {
        this.#dataBlock(handle, key);
      }
      for (const { handle } of meta) {
        this.#cover(handle);
        this.#tried(() => readBlock(this.#file, handle, this.#end));
      }
      this.#cover(footer.metaindex);
      this.#cover(footer.index);
      this.#cover({ offset: this.#end, size: 0 });
    }
  }

  #footer(): Footer | undefined {
    const footer = this.#tried(() => readFooter(this.#file));
    if (footer === undefined) return undefined;
    const bytes = this.#file.readExactly(this.#end, FOOTER_SIZE_BYTES);
    if (compareBytes(bytes, encodeFooter(footer)) !== 0) {
      this.#fault(this.#end, "a footer with other bytes than its handles have");
    }
    return footer;
  }

  #block({ offset, size }: BlockHandle): Block | undefined {
    const { path } = this.#file;
    return this.#tried(() => {
      const bytes = readBlock(this.#file, { offset, size }, this.#end);
      return new Block(bytes, { path, offset });
    });
  }

  /** The names and handles of an index, as far as it can be read. */
  #entries(
    block: Block,
    compare: Compare,
    keySizeBytesMin: number,
  ): { readonly key: Uint8Array; readonly handle: BlockHandle }[] {
    const entries: { key: Uint8Array; handle: BlockHandle }[] = [];
    this.#tried(() => {
      const place = block.iterator(compare, keySizeBytesMin);
      for (place.seekToFirst(); place.isValid; place.next()) {
        entries.push({ key: Uint8Array.from(place.key), handle: handleAt(block, place) });
      }
    });
    return entries;
  }

  #openFilter(
    meta: readonly { readonly key: Uint8Array; readonly handle: BlockHandle }[],
    policy: FilterPolicy,
  ): void {
    const name = new TextEncoder().encode(`filter.${policy.name}`);
    const entry = meta.find(({ key }) => compareBytes(key, name) === 0);
    if (entry === undefined) return;
    const { handle } = entry;
    // What cannot be read is a fault all the same, when the blocks of the metaindex are looked at.
    try {
      this.#filter = policy.reader(readBlock(this.#file, handle, this.#end));
    } catch (error) {
      if (!(error instanceof CorruptionError)) throw error;
    }
  }

  #dataBlock(handle: BlockHandle, separator: Uint8Array): void {
    this.#cover(handle);
    const block = this.#block(handle);
    if (block !== undefined) {
      this.#tried(() => {
        const place = block.iterator(compareInternalKeys, TAG_SIZE_BYTES);
        place.seekToFirst();
        if (!place.isValid) this.#fault(handle.offset, "a data block without entries");
        for (; place.isValid; place.next()) this.#key(handle.offset, place);
      });
    }
    if (this.#before !== undefined && compareInternalKeys(separator, this.#before) < 0) {
      this.#fault(handle.offset, "a key behind its block's separator");
    }
    this.#before = separator;
  }

  #key(offset: number, place: BlockIterator): void {
    const { key } = place;
    if (parseInternalKey(key) === undefined) this.#fault(offset, "a key that is no internal key");
    if (this.#before !== undefined && compareInternalKeys(this.#before, key) >= 0) {
      this.#fault(offset, "a key that is not behind the one before it");
    }
    this.#before = Uint8Array.from(key);
    if (this.#filter?.mayContain(offset, userKeyOf(key)) === false) {
      this.#fault(offset, "a key that the filter denies");
    }
  }

  /** The next block of the file should be this one. */
  #cover({ offset, size }: BlockHandle): void {
    if (offset !== this.#covered) {
      this.#fault(offset, `a block at ${offset}, where the one before ends at ${this.#covered}`);
    }
    this.#covered = offset + size + TRAILER_SIZE_BYTES;
  }

  #tried<T>(look: () => T): T | undefined {
    try {
      return look();
    } catch (error) {
      if (!(error instanceof CorruptionError)) throw error;
      this.#fault(error.offset, error.message);
      return undefined;
    }
  }

  #fault(offset: number, what: string): void {
    this.faults.push({ offset, what });
  }
}
