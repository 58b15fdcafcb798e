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
import { type DiskFile, NotImplemented } from "@labs/machine";
import type { FilterPolicy } from "./filter-policy.ts";

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
  /**
   * @param file an empty file (else InvariantError); the caller's, who syncs and closes it. Nobody else writes to it meanwhile
   * @step 4
   */
  constructor(file: DiskFile, options: TableWriterOptions) {
    throw new NotImplemented("db-06 step 4: TableWriter.constructor");
  }

  /**
   * How many entries were added.
   * @step 4
   */
  get count(): number {
    throw new NotImplemented("db-06 step 4: TableWriter.count");
  }

  /**
   * How long the file is with the blocks that are complete, whether they are written yet or wait for their piece; behind `finish`
   * the whole file's size. Entries of a block that is not complete do not count.
   *
   * @step 4
   */
  get sizeBytes(): number {
    throw new NotImplemented("db-06 step 4: TableWriter.sizeBytes");
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
    throw new NotImplemented("db-06 step 4: TableWriter.add");
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
    throw new NotImplemented("db-06 step 4: TableWriter.finish");
  }
}
