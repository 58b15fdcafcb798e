/**
 * SnapshotIterator: the world as it was at a sequence number.
 *
 *     entries       a 9 value │ a 4 value │ a 2 value │ b 8 deletion │ b 3 value │ c 6 value
 *
 *     seen at 7     ·           a           ·           ·              b           c
 *     seen at 8     ·           a           ·           ─── gone ───               c
 *     seen at 9     a           ·           ·           ─── gone ───               c
 *
 * Of each user key it shows the newest entry that is not newer than the sequence number, unless
 * that is a deletion.
 *
 *     forwards    │ a 9 │ a 4 │ a 2 │ b 8 …      it stands at the entry that it shows
 *                         ▲
 *     backwards   … │ a 2 │ b 8 │ b 3 │ c 6      it stands before all entries of the key that it shows: the newest of a
 *                     ▲       shows b at 7        key comes last on the way back, so key and value are copies
 *
 * To turn back is one step: what lies before the entry that shows, of the same key, is too new to
 * be seen. To turn forwards is one step, or from nowhere to the first entry, and then over all
 * versions of the key.
 *
 * Invariants: as drawn. Backwards over v versions of a key are v steps of `inner`, since it goes on
 * from where it stands; and so are forwards.
 *
 * Source: LevelDB db/db_iter.cc.
 *
 * Left out: leaping over a long run of versions by a seek (RocksDB's
 * max_sequential_skip_in_iterations); telling the engine which ranges are read often (LevelDB's
 * RecordReadSample).
 */
import { NotImplemented } from "@labs/machine";
import type { InternalIterator } from "./internal-iterator.ts";

/**
 * User keys and their values, as they were visible at a sequence number. Not valid at first, and
 * after a step over either end. What `inner` throws is thrown; afterwards, only the seeks and
 * `close` may be called.
 */
export class SnapshotIterator {
  /**
   * @param inner gives internal keys that can be parsed, whatever else it holds; moved and closed
   * by this one alone from now on
   * @param sequence entries that are newer do not exist here
   * @step 6
   */
  constructor(inner: InternalIterator, sequence: number) {
    throw new NotImplemented("db-05 step 6: SnapshotIterator.constructor");
  }

  /**
   * Whether it stands at a key. Where it does not, `key`, `value`, `next` and `prev` are bugs
   * (InvariantError).
   *
   * @step 6
   */
  get isValid(): boolean {
    throw new NotImplemented("db-05 step 6: SnapshotIterator.isValid");
  }

  /**
   * The user key; borrowed until the next call.
   *
   * @step 6
   */
  get key(): Uint8Array {
    throw new NotImplemented("db-05 step 6: SnapshotIterator.key");
  }

  /**
   * The value; borrowed until the next call.
   *
   * @step 6
   */
  get value(): Uint8Array {
    throw new NotImplemented("db-05 step 6: SnapshotIterator.value");
  }

  /**
   * To the first key; not valid where there is none.
   *
   * @step 6
   */
  seekToFirst(): void {
    throw new NotImplemented("db-05 step 6: SnapshotIterator.seekToFirst");
  }

  /**
   * To the last key; not valid where there is none.
   *
   * @step 6
   */
  seekToLast(): void {
    throw new NotImplemented("db-05 step 6: SnapshotIterator.seekToLast");
  }

  /**
   * To the first key that is not before `userKey`; not valid where there is none. One seek of
   * `inner`, and from there forwards.
   *
   * @step 6
   */
  seek(userKey: Uint8Array): void {
    throw new NotImplemented("db-05 step 6: SnapshotIterator.seek");
  }

  /**
   * To the key behind; not valid behind the last. Steps once over each entry in between. Where the
   * last step was backwards, it steps also over those of the key that it stood at.
   *
   * @step 6
   */
  next(): void {
    throw new NotImplemented("db-05 step 6: SnapshotIterator.next");
  }

  /**
   * To the key before; not valid before the first. Steps once over each entry in between, so that v
   * versions of a key cost v steps. Where the last step was forwards, it steps also over those of
   * the key that it stood at.
   *
   * @step 6
   */
  prev(): void {
    throw new NotImplemented("db-05 step 6: SnapshotIterator.prev");
  }

  /**
   * Closes `inner`; not valid from now on. Twice is allowed.
   *
   * @step 6
   */
  close(): void {
    throw new NotImplemented("db-05 step 6: SnapshotIterator.close");
  }
}
