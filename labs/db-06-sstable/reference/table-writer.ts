/**
 * TableWriter: sorted entries become a file.
 *
 *     add ──▶ data block ──full──▶ compress ──▶ contents │ trailer ──▶ piece ──64 KiB──▶ the file
 *        │                             │
 *        └──▶ filter                   └──▶ handle, to be told to the index with the next key
 *
 *     finish ──▶ the last block │ filter block │ metaindex │ index │ footer
 *
 * The index has an entry for each block, under a key that parts it from the next. So the entry waits until the next key is
 * known; behind the last block any key will do that is not before the block's last.
 *
 * Invariants: keys rise; `#pending` is the handle of the block before, exactly while the data block is empty and there is a block
 * before. Nothing that was written is written again.
 *
 * Source: LevelDB table/table_builder.cc.
 *
 * Left out: syncing, and the file's name: the caller's, who knows what is to be durable with it. Other metablocks than the
 * filter.
 */
import { compareBytes, compareInternalKeys } from "@labs/db-05";
import { assert, type DiskFile } from "@labs/machine";
import { BlockBuilder } from "./block-builder.ts";
import type { FilterBuilder, FilterPolicy } from "./filter-policy.ts";
// @solution
import {
  type BlockHandle,
  blockTrailer,
  CompressionType,
  encodeBlockHandle,
  encodeFooter,
} from "./format.ts";
import { GrowingBytes } from "./growing-bytes.ts";
// @solution
import { shortestSeparator, shortSuccessor } from "./separator.ts";
// @solution
import { snappyCompress } from "./snappy.ts";
// @solution
import { LentUserKey } from "./user-key.ts";

/** How much is gathered before it is written. */
export const PIECE_SIZE_BYTES = 65_536;

export interface TableWriterOptions {
  /** `snappy`: blocks are compressed, those that become smaller by more than an eighth; `none`: none are. */
  readonly compression: "none" | "snappy";
  /** A data block ends behind the entry that makes it this long, or longer, before it is compressed; 4,096 unless said. */
  readonly blockSizeBytes?: number;
  /** Entries from one restart to the next, in data blocks and the metaindex; 16 unless said. The index has always 1. */
  readonly restartInterval?: number;
  /** No filter unless said. */
  readonly filter?: FilterPolicy;
}

/** What a table has become. */
export interface TableSummary {
  /** Of the whole file. */
  readonly sizeBytes: number;
  /** Entries. */
  readonly count: number;
  /** The first and the last internal key; the caller's own. */
  readonly smallest: Uint8Array;
  readonly largest: Uint8Array;
}

/** Writes one table. */
export class TableWriter {
  // @solution
  readonly #file: DiskFile;
  // @solution
  readonly #isCompressing: boolean;
  // @solution
  readonly #blockSizeBytes: number;
  // @solution
  readonly #restartInterval: number;
  // @solution
  readonly #data: BlockBuilder;
  // @solution
  readonly #index = new BlockBuilder(1, compareInternalKeys);
  // @solution
  readonly #filterName: string;
  // @solution
  readonly #filter: FilterBuilder | undefined;
  /**
   * What is not in the file yet.
   * @solution
   */
  readonly #piece = new GrowingBytes();
  // @solution
  #writtenBytes = 0;
  // @solution
  #count = 0;
  // @solution
  #smallest: Uint8Array | undefined;
  /**
   * The last key of the block before.
   * @solution
   */
  #last: Uint8Array = new Uint8Array();
  // @solution
  readonly #userKey = new LentUserKey();
  // @solution
  #pending: BlockHandle | undefined;
  // @solution
  #isOpen = true;

  /**
   * @param file an empty file (else InvariantError); the caller's, who syncs and closes it. Nobody else writes to it meanwhile
   * @step 4
   */
  constructor(file: DiskFile, options: TableWriterOptions) {
    const { compression, blockSizeBytes = 4096, restartInterval = 16, filter } = options;
    assert(file.size === 0, `a table is written to an empty file: ${file.path}`);
    this.#file = file;
    this.#isCompressing = compression === "snappy";
    this.#blockSizeBytes = blockSizeBytes;
    this.#restartInterval = restartInterval;
    this.#data = new BlockBuilder(restartInterval, compareInternalKeys);
    this.#filterName = `filter.${filter?.name}`;
    this.#filter = filter?.builder();
    this.#filter?.startBlock(0);
  }

  /**
   * How many entries were added.
   * @step 4
   */
  get count(): number {
    return this.#count;
  }

  /**
   * How long the file is with the blocks that are complete, whether they are written yet or wait for their piece; behind `finish`
   * the whole file's size. Entries of a block that is not complete do not count.
   *
   * @step 4
   */
  get sizeBytes(): number {
    return this.#writtenBytes + this.#piece.length;
  }

  /**
   * Adds an entry; both are copied. The internal key comes behind the one before (InvariantError).
   *
   * The file is written to in pieces of at least 64 KiB, but for the last: as soon as a complete block makes a piece that long,
   * it is written, in one write.
   *
   * @throws DiskError ENOSPC, EIO. The writer is then of no use, to call it is a bug (InvariantError), and the file is no table
   * @step 4
   */
  add(internalKey: Uint8Array, value: Uint8Array): void {
    assert(this.#isOpen, "add to a table that is finished, or that failed");
    if (this.#pending !== undefined) {
      assert(compareInternalKeys(this.#last, internalKey) < 0, "keys of a table rise");
      this.#addToIndex(shortestSeparator(this.#last, internalKey), this.#pending);
    }
    this.#data.add(internalKey, value);
    this.#filter?.addKey(this.#userKey.of(internalKey));
    this.#smallest ??= Uint8Array.from(internalKey);
    this.#count++;
    if (this.#data.sizeEstimate >= this.#blockSizeBytes) this.#endBlock();
  }

  /**
   * Writes what is left: the last data block, the filter block, the metaindex, the index and the footer. Does not sync. There is an
   * entry at least (InvariantError), and nothing is called afterwards but `count` and `sizeBytes` (InvariantError).
   *
   * The filter block is never compressed. The metaindex has an entry for it, `filter.` and the policy's name, or none; it and
   * the index are compressed as data blocks are.
   *
   * @throws DiskError as `add`
   * @step 4
   */
  finish(): TableSummary {
    assert(this.#isOpen, "finish of a table that is finished, or that failed");
    assert(this.#smallest !== undefined, "a table has an entry at least");
    if (!this.#data.isEmpty) this.#endBlock();
    const metaindex = this.#putMetaindex();
    if (this.#pending !== undefined) this.#addToIndex(shortSuccessor(this.#last), this.#pending);
    const index = this.#putBlock(this.#index.finish());
    this.#piece.append(encodeFooter({ metaindex, index }));
    this.#write();
    this.#isOpen = false;
    return {
      sizeBytes: this.sizeBytes,
      count: this.#count,
      smallest: this.#smallest,
      largest: this.#last,
    };
  }

  /** @solution */
  #endBlock(): void {
    this.#last = Uint8Array.from(this.#data.lastKey);
    this.#pending = this.#putBlock(this.#data.finish());
    this.#data.reset();
    this.#filter?.startBlock(this.sizeBytes);
    if (this.#piece.length >= PIECE_SIZE_BYTES) this.#write();
  }

  /** @solution */
  #addToIndex(key: Uint8Array, handle: BlockHandle): void {
    this.#index.add(key, encodedHandle(handle));
    this.#pending = undefined;
  }

  /** @solution */
  #putMetaindex(): BlockHandle {
    const metaindex = new BlockBuilder(this.#restartInterval, compareBytes);
    if (this.#filter !== undefined) {
      const handle = this.#putStored(this.#filter.finish(), CompressionType.None);
      metaindex.add(new TextEncoder().encode(this.#filterName), encodedHandle(handle));
    }
    return this.#putBlock(metaindex.finish());
  }

  /**
   * Snappy's is kept where it saves more than an eighth: what saves less is not worth the time of each reader.
   * @solution
   */
  #putBlock(contents: Uint8Array): BlockHandle {
    if (this.#isCompressing) {
      const compressed = snappyCompress(contents);
      if (compressed.length < contents.length - Math.floor(contents.length / 8)) {
        return this.#putStored(compressed, CompressionType.Snappy);
      }
    }
    return this.#putStored(contents, CompressionType.None);
  }

  /** @solution */
  #putStored(contents: Uint8Array, type: CompressionType): BlockHandle {
    const handle = { offset: this.sizeBytes, size: contents.length };
    this.#piece.append(contents);
    this.#piece.append(blockTrailer(contents, type));
    return handle;
  }

  /**
   * Where the disk refuses, the writer stays closed.
   * @solution
   */
  #write(): void {
    this.#isOpen = false;
    this.#file.write(this.#writtenBytes, this.#piece.contents());
    this.#isOpen = true;
    this.#writtenBytes += this.#piece.length;
    this.#piece.clear();
  }
}

/** @solution */
function encodedHandle(handle: BlockHandle): Uint8Array {
  const bytes = new GrowingBytes();
  encodeBlockHandle(bytes, handle);
  return bytes.contents();
}
