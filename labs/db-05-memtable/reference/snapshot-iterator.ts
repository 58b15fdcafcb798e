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
import { assert } from "@labs/machine";
import type { InternalIterator } from "./internal-iterator.ts";
// @solution
import { seekKey, sequenceOf, TAG_SIZE_BYTES, userKeyOf, ValueType } from "./internal-key.ts";

/**
 * User keys and their values, as they were visible at a sequence number. Not valid at first, and
 * after a step over either end. What `inner` throws is thrown; afterwards, only the seeks and
 * `close` may be called.
 */
export class SnapshotIterator {
  /** @solution */
  readonly #inner: InternalIterator;
  /** @solution */
  readonly #sequence: number;
  /** @solution */
  #isValid = false;
  /** @solution */
  #isBackwards = false;
  /**
   * Backwards: what is shown. Forwards: the key whose older versions are stepped over.
   * @solution
   */
  readonly #key = new Copy();
  /** @solution */
  readonly #value = new Copy();

  /**
   * @param inner gives internal keys that can be parsed, whatever else it holds; moved and closed
   * by this one alone from now on
   * @param sequence entries that are newer do not exist here
   * @step 6
   */
  constructor(inner: InternalIterator, sequence: number) {
    this.#inner = inner;
    this.#sequence = sequence;
  }

  /**
   * Whether it stands at a key. Where it does not, `key`, `value`, `next` and `prev` are bugs
   * (InvariantError).
   *
   * @step 6
   */
  get isValid(): boolean {
    return this.#isValid;
  }

  /**
   * The user key; borrowed until the next call.
   *
   * @step 6
   */
  get key(): Uint8Array {
    assert(this.#isValid, "the key of a snapshot iterator that is not valid");
    return this.#isBackwards ? this.#key.bytes : userKeyOf(this.#inner.key);
  }

  /**
   * The value; borrowed until the next call.
   *
   * @step 6
   */
  get value(): Uint8Array {
    assert(this.#isValid, "the value of a snapshot iterator that is not valid");
    return this.#isBackwards ? this.#value.bytes : this.#inner.value;
  }

  /**
   * To the first key; not valid where there is none.
   *
   * @step 6
   */
  seekToFirst(): void {
    this.#isBackwards = false;
    this.#inner.seekToFirst();
    this.#showNext(false);
  }

  /**
   * To the last key; not valid where there is none.
   *
   * @step 6
   */
  seekToLast(): void {
    this.#inner.seekToLast();
    this.#showPrev();
  }

  /**
   * To the first key that is not before `userKey`; not valid where there is none. One seek of
   * `inner`, and from there forwards.
   *
   * @step 6
   */
  seek(userKey: Uint8Array): void {
    this.#isBackwards = false;
    this.#inner.seek(seekKey(userKey, this.#sequence));
    this.#showNext(false);
  }

  /**
   * To the key behind; not valid behind the last. Steps once over each entry in between. Where the
   * last step was backwards, it steps also over those of the key that it stood at.
   *
   * @step 6
   */
  next(): void {
    assert(this.#isValid, "a step of a snapshot iterator that is not valid");
    if (!this.#isBackwards) {
      this.#key.takeUserKey(this.#inner.key);
      this.#inner.next();
    } else {
      this.#isBackwards = false;
      if (this.#inner.isValid) this.#inner.next();
      else this.#inner.seekToFirst();
    }
    this.#showNext(true);
  }

  /**
   * To the key before; not valid before the first. Steps once over each entry in between, so that v
   * versions of a key cost v steps. Where the last step was forwards, it steps also over those of
   * the key that it stood at.
   *
   * @step 6
   */
  prev(): void {
    assert(this.#isValid, "a step of a snapshot iterator that is not valid");
    if (!this.#isBackwards) this.#inner.prev();
    this.#showPrev();
  }

  /**
   * Closes `inner`; not valid from now on. Twice is allowed.
   *
   * @step 6
   */
  close(): void {
    this.#isValid = false;
    this.#inner.close();
  }

  /**
   * From where `inner` stands, to the first entry that shows; where `isSkipping`, behind the
   * versions of `#key`.
   * @solution
   */
  #showNext(isSkipping: boolean): void {
    const inner = this.#inner;
    let skips = isSkipping;
    for (; inner.isValid; inner.next()) {
      const { key } = inner;
      if (sequenceOf(key) > this.#sequence) continue;
      if (skips && this.#key.isUserKeyOf(key)) continue;
      if (isValue(key)) {
        this.#isValid = true;
        return;
      }
      this.#key.takeUserKey(key);
      skips = true;
    }
    this.#isValid = false;
  }

  /**
   * From where `inner` stands, back over all entries of the first user key of which one shows; what
   * it is, is copied.
   * @solution
   */
  #showPrev(): void {
    const inner = this.#inner;
    this.#isBackwards = true;
    this.#isValid = false;
    for (; inner.isValid; inner.prev()) {
      const { key } = inner;
      if (sequenceOf(key) > this.#sequence) continue;
      if (this.#isValid && !this.#key.isUserKeyOf(key)) return;
      this.#isValid = isValue(key);
      if (!this.#isValid) continue;
      this.#key.takeUserKey(key);
      this.#value.take(inner.value);
    }
  }
}

/**
 * Bytes that outlive the call after which those they were copied from do not.
 * @solution
 */
class Copy {
  #memory = new Uint8Array(64);
  #length = 0;

  get bytes(): Uint8Array {
    return this.#memory.subarray(0, this.#length);
  }

  take(bytes: Uint8Array): void {
    this.#copy(bytes, bytes.length);
  }

  takeUserKey(internalKey: Uint8Array): void {
    this.#copy(internalKey, internalKey.length - TAG_SIZE_BYTES);
  }

  /** Whether the user key of `internalKey` is this; from its end, where neighbours differ first. */
  isUserKeyOf(internalKey: Uint8Array): boolean {
    const length = internalKey.length - TAG_SIZE_BYTES;
    if (length !== this.#length) return false;
    for (let at = length - 1; at >= 0; at--) if (internalKey[at] !== this.#memory[at]) return false;
    return true;
  }

  #copy(bytes: Uint8Array, length: number): void {
    if (length > this.#memory.length) this.#memory = new Uint8Array(length * 2);
    for (let at = 0; at < length; at++) this.#memory[at] = bytes[at]!;
    this.#length = length;
  }
}

/** @solution */
function isValue(internalKey: Uint8Array): boolean {
  return internalKey[internalKey.length - TAG_SIZE_BYTES] === ValueType.Value;
}
