/**
 * LentUserKey: the user's part of an internal key, for a filter to look at.
 *
 *     internal key │ pear │ 8 bytes │  ──▶  │ pear │     the same memory each time, as long as the length is the same
 *
 * Every entry that is written and every get asks a filter. A window on the internal key would be an object for each;
 * a filter borrows the key for the call alone, so one copy serves them all.
 *
 * @solution
 */
import { TAG_SIZE_BYTES } from "@labs/db-05";

export class LentUserKey {
  #bytes = new Uint8Array();

  /** The user key of `internalKey`; borrowed until the next call. */
  of(internalKey: Uint8Array): Uint8Array {
    const length = internalKey.length - TAG_SIZE_BYTES;
    if (length !== this.#bytes.length) this.#bytes = new Uint8Array(length);
    for (let at = 0; at < length; at++) this.#bytes[at] = internalKey[at]!;
    return this.#bytes;
  }
}
