/**
 * Filters: what says, without a read, that a key is not in a block.
 *
 *     writing     startBlock(0) addKey addKey … startBlock(4071) addKey … startBlock(8102) finish()
 *                                                                                  │
 *     the table   │ block │ block │ … │ filter block │ metaindex: "filter." + name ─┘ │ index │ footer │
 *                                            │
 *     reading     reader(contents).mayContain(4071, "pear")      no: the block at 4071 is not read
 *
 * A table knows filters only by these three interfaces; a policy with Bloom filters is made in db-07.
 *
 * Invariant: a filter never says no to a key that is there. That it says yes to one that is not costs a read.
 *
 * Source: LevelDB include/leveldb/filter_policy.h, table/filter_block.h; doc/table_format.md, "filter" Meta Block.
 *
 * @given
 */

/** A kind of filter. */
export interface FilterPolicy {
  /** Its name in the metaindex, behind `filter.`; another layout of the contents needs another name. */
  readonly name: string;
  /** Makes the filter block of one table. */
  builder(): FilterBuilder;
  /** Asks a filter block. @param contents borrowed as long as the reader is used; perhaps damaged */
  reader(contents: Uint8Array): FilterReader;
}

/** Makes a filter block. */
export interface FilterBuilder {
  /**
   * The keys that follow are in the data block that begins at this offset. Called with 0 before the first key, and behind each
   * data block with the offset where the next one would begin: also behind the last.
   */
  startBlock(blockOffset: number): void;
  /** A user key of the block, in the order of the table; as often as it has versions. Borrowed for the call. */
  addKey(userKey: Uint8Array): void;
  /** The contents of the filter block; called once, at the end. */
  finish(): Uint8Array;
}

/** Asks a filter block. */
export interface FilterReader {
  /** False only where no version of this user key is in the data block that begins at `blockOffset`. */
  mayContain(blockOffset: number, userKey: Uint8Array): boolean;
}
