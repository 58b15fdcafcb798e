/**
 * Groups: which of the writers that wait are written as one.
 *
 *     waiting     300 B │ 2 KiB, sync │ 90 B │ 1.2 MiB │ 40 B
 *     group       └─────┘                                          the first is not synced: it does not wait for a sync
 *     then                └────────────────┘                        up to 1 MiB
 *     then                                     └──────────┘ …       alone it may be longer
 *
 * One record has one checksum, and one sync is enough for all that it holds. So a hundred writers at once cost a sync
 * or two. But a small write should not wait until a large one beside it is copied.
 *
 * Source: LevelDB db/db_impl.cc (BuildBatchGroup).
 */

/** Someone who waits to write. */
export interface Writer {
  /** Of the batch. */
  readonly sizeBytes: number;
  readonly sync: boolean;
}

/** @solution */
const GROUP_BYTES_MAX = 1 << 20;
/** @solution */
const SMALL_BYTES = 1 << 17;

/**
 * How many of `waiting`, of which there is one at least, are written together: the first, and those behind it, up to
 * the first one that does not fit or is to be synced where the first is not.
 *
 * A group has 1 MiB at most, all in all; but where the first has 128 KiB or less, only 128 KiB more than the first.
 * One that is larger than 1 MiB is alone. Sizes are those of the batches.
 *
 * @step 8
 */
export function groupLength(waiting: readonly Writer[]): number {
  const first = waiting[0]!;
  const isSmall = first.sizeBytes <= SMALL_BYTES;
  const most = isSmall ? first.sizeBytes + SMALL_BYTES : GROUP_BYTES_MAX;
  let total = first.sizeBytes;
  let length = 1;
  for (const { sizeBytes, sync } of waiting.slice(1)) {
    total += sizeBytes;
    if (total > most || (sync && !first.sync)) break;
    length += 1;
  }
  return length;
}
